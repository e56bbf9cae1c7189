#![allow(unused)]

use otel_runtime::traced;

#[traced(attrs(id = text.parse::<u64>()?))]
fn question_mark(text: &str) -> Result<(), std::num::ParseIntError> {
    Ok(())
}

#[traced(name = if text.is_empty() { return } else { text })]
fn returns(text: &str) {}

#[traced(attrs(id = load(text).await))]
async fn waits(text: &str) {}

#[traced(when = text.parse::<bool>()?, links(text.parse()?), parent = text.parse()?)]
fn everywhere(text: &str) {}

fn main() {}
