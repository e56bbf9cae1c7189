//! A function that returns a stream: what the body made is wrapped, and its items are looked at.

use futures::{Stream, stream};
use otel_runtime::traced;

#[traced(attrs(path))]
pub fn lines(path: &str) -> impl Stream<Item = Result<u64, std::io::Error>> + use<> {
    let length = path.len() as u64;
    stream::iter([Ok(length)])
}

fn main() {
    drop(lines("/orders"));
}
