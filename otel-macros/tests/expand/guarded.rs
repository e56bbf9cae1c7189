#[traced(attrs(code = code))]
fn exit(code: i32) -> ! {
    std::process::exit(code)
}

#[traced]
#[track_caller]
fn must(value: Option<u8>) -> u8 {
    value.unwrap()
}
