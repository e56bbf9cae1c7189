#![allow(unused)]

use otel_runtime::traced;

#[traced("one", name = "two")]
fn two_names() {}

#[traced(root, root)]
fn twice() {}

#[traced(attrs(a = 1), attrs(b = 2))]
fn two_lists() {}

#[traced(attrs(id = 1, id = 2, "a.b" = 1, a.b = 2))]
fn attributes() {}

#[traced(args(id, id), attrs(id = 2))]
fn arguments(id: u64) {}

#[traced(args, mask(id, id = hash))]
fn masks(id: u64) {}

fn main() {}
