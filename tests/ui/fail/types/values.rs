#![allow(unused)]

use otel_runtime::traced;

struct Opaque;

#[traced(attrs(opaque))]
fn not_a_value(opaque: Opaque) {}

#[traced(attrs(text = %opaque))]
fn not_display(opaque: Opaque) {}

#[traced(args, mask(opaque))]
fn masked_and_recorded(opaque: Opaque) {}

#[traced(mask(opaque))]
fn masked_only(opaque: Opaque) {}

#[traced(err(display))]
fn error_not_display() -> Result<(), Opaque> {
    Err(Opaque)
}

#[traced(err(debug))]
async fn error_not_debug() -> Result<(), Opaque> {
    Err(Opaque)
}

#[traced(mask(text = count))]
fn wrong_mask(text: &str) {}

fn count(text: &str) -> usize {
    text.len()
}

#[traced(when = 1)]
fn wrong_condition() {}

#[traced(mask(value))]
fn masked_of_any_type<T>(value: T) {}

#[traced(attrs(list = list.iter()))]
fn not_a_value_but_an_expression(list: &[u8]) {}

#[traced(parent = id)]
fn no_parent(id: u64) {}

#[traced(links(id))]
fn no_link(id: u64) {}

#[traced(name = id)]
fn no_name(id: u64) {}

#[traced(attrs({KEY} = 1))]
fn no_key() {}

const KEY: u8 = 1;

fn main() {}
