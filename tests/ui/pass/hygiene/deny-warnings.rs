#![deny(warnings, unused, clippy::all)]
#![forbid(unsafe_code, unreachable_code, unused_variables, unused_braces, unused_parens)]
#![warn(rust_2018_idioms, elided_lifetimes_in_paths, single_use_lifetimes, unused_qualifications)]

use otel_runtime::traced;

pub struct Borrowed<'a>(pub &'a str);

#[traced]
pub fn one_line() -> u32 { 1 }

#[traced]
pub fn empty() {}

#[traced(args)]
pub fn elided(text: &str) -> Borrowed<'_> { Borrowed(text) }

#[traced]
pub async fn asynchronous(text: &str) -> Borrowed<'_> { Borrowed(text) }

#[traced(attrs(sum = left + right))]
pub fn recorded_is_used(left: u8, right: u8) {}

#[traced]
pub fn diverges() -> u8 {
    panic!("on purpose")
}

#[traced]
pub async fn diverges_later() -> Result<u8, String> {
    panic!("on purpose")
}

#[traced]
pub fn never(code: i32) -> ! {
    std::process::exit(code)
}

#[traced]
pub async fn never_async() -> ! {
    std::future::pending::<()>().await;
    std::process::exit(1)
}

#[traced(span = current)]
pub fn handle() {
    let _ = current;
}

fn main() {
    one_line();
    empty();
    elided("");
    recorded_is_used(1, 2);
    handle();
    drop(asynchronous(""));
    drop(diverges_later());
    drop(never_async());
    if std::env::args().count() > 100 {
        diverges();
        never(1);
    }
}
