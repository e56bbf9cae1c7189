#![allow(unused)]

use otel_runtime::traced;

#[traced(
    "name",
    kind = client,
    current,
    parent = &cx,
    root,
    links(link),
    when = true,
    scope = "scope",
    span = span,
    panic = off
)]
fn everything(cx: &Context) {}

#[traced(current = true, on_ok(n = ok), ok)]
fn no_value() -> Result<u32, ()> {
    Ok(1)
}

fn main() {}
