#![allow(unused)]

use otel_runtime::traced;

#[traced(on_ok(a = 1, a = 2), on_err(b = 1), on_return(b = 1, c = 1, c = 2))]
fn keys() -> Result<(), u32> {
    Ok(())
}

#[traced(on_ok(a = ok), on_err(a = err), attrs(a = 0))]
fn not_in_one_call() -> Result<u32, u32> {
    Ok(1)
}

#[traced(mask("card"), on_ok(cart = ok))]
fn masks_of_late_keys() -> Result<u32, u32> {
    Ok(1)
}

fn main() {}
