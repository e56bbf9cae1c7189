#![allow(unused)]

use otel_runtime::traced;

#[traced(skip_all, fields(id = 1), level = "info")]
fn tracing() {}

#[traced(properties = { "a": "b" })]
fn fastrace() {}

#[traced(kind = SpanKind::Client)]
fn path_as_kind() {}

fn main() {}
