use otel_runtime::traced;

#[traced]
async fn trimmer(end: char) -> impl Fn(&str) -> &str + Send {
    move |text| text.trim_end_matches(end)
}
