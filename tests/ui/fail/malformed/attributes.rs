#![allow(unused)]

use otel_runtime::traced;

#[traced(attrs(%id = 1))]
fn sigil_before_the_key(id: u64) {}

#[traced(attrs(id = ))]
fn no_value(id: u64) {}

#[traced(attrs("any key"))]
fn key_without_value() {}

#[traced(attrs({KEY}))]
fn constant_without_value() {}

#[traced(attrs("" = 1))]
fn empty_key() {}

#[traced(attrs(type))]
fn keyword() {}

#[traced(attrs(name.len()))]
fn expression_without_key(name: &str) {}

#[traced(attrs(user.))]
fn dot(user: &str) {}

#[traced(attrs(1 = 2))]
fn number_as_key() {}

#[traced(attrs(a == b))]
fn comparison() {}

#[traced(mask(1, card = ))]
fn masks(card: &str) {}

fn main() {}
