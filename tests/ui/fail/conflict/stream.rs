#![allow(unused)]

use otel_runtime::traced;

trait Stream {
    type Item;
}

struct Empty;

impl Stream for Empty {
    type Item = Result<u8, u8>;
}

#[traced(on_ok(n = ok), on_err(n = err), on_return(n = ret))]
fn stream() -> impl Stream<Item = Result<u8, u8>> {
    Empty
}

fn main() {}
