#![allow(unused)]

use otel_runtime::traced;

#[traced(root, parent = parent)]
fn both(parent: &Parent) {}

struct Parent;

fn main() {}
