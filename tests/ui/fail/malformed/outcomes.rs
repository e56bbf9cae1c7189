#![allow(unused)]

use otel_runtime::traced;

#[traced(err(dispaly, kind = 1, expected, type = , none = 1, +))]
fn words() -> Result<(), u32> {
    Ok(())
}

#[traced(err(off, expected = 1))]
fn off_and_more() -> Result<(), u32> {
    Ok(())
}

#[traced(err(none, none))]
fn twice() -> Option<u32> {
    None
}

#[traced(err(type = load()?, expected = e if e.get().await), on_ok(n = return))]
fn control_flow() -> Result<(), u32> {
    Ok(())
}

#[traced(on_ok, on_err = 1)]
fn no_list() -> Result<(), u32> {
    Ok(())
}

#[traced(on_eror(code = 1))]
fn slip() -> Result<(), u32> {
    Ok(())
}

fn main() {}
