use otel_runtime::traced;

#[traced]
fn wrong_type() -> u32 {
    let text = "text";
    text
}

#[traced]
async fn wrong_type_async() -> Result<u32, String> {
    let number: u32 = "text";
    Ok(number)
}

#[traced]
fn unknown_name(id: u64) -> u64 {
    id + idd
}

#[traced(attrs(id = idd))]
fn unknown_name_in_the_attribute(id: u64) {}

fn main() {}
