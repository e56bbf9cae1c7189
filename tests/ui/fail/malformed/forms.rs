#![allow(unused)]

use otel_runtime::traced;

#[traced(name)]
fn no_value() {}

#[traced(name = )]
fn empty_value() {}

#[traced(name = 1)]
fn number_as_name() {}

#[traced(1)]
fn number_first() {}

#[traced("")]
fn empty_name() {}

#[traced(root, "late")]
fn late_name() {}

#[traced(kind = "client")]
fn string_as_kind() {}

#[traced(kind(client))]
fn kind_as_list() {}

#[traced(attrs)]
fn attrs_alone() {}

#[traced(args = id)]
fn args_with_value(id: u64) {}

#[traced(root = true)]
fn flag_with_value() {}

#[traced(panic = on)]
fn panic_on() {}

#[traced(err = display)]
fn err_as_value() {}

#[traced(err(display, debug))]
fn two_words() {}

#[traced(scope = 1)]
fn scope_number() {}

#[traced(scope = "")]
fn scope_empty() {}

#[traced(span = "current")]
fn span_string() {}

#[traced(crate = "telemetry")]
fn crate_string() {}

#[traced(root ok)]
fn no_comma() {}

#[traced(+)]
fn no_word() {}

#[traced(kind = client ok)]
fn no_comma_after_a_value() {}

#[traced(args(1))]
fn number_as_argument() {}

#[traced(when = )]
fn no_condition() {}

#[traced(skip = true)]
fn skip_with_value() {}

#[traced(skip, root)]
fn skip_and_more() {}

#[traced(parent = +)]
fn no_expression() {}

fn main() {}
