#![allow(unused)]

use otel_runtime::traced;

struct Silent;

enum Trouble {
    NotFound,
}

#[traced(on_ok(n = ok))]
fn no_result() -> u32 {
    1
}

#[traced(on_err(n = err))]
async fn nothing() {}

#[traced(err(none))]
fn never_none() -> Result<(), u32> {
    Ok(())
}

#[traced(err(expected = 1 | 2))]
fn no_error() -> Option<u32> {
    None
}

#[traced(err(type = err))]
fn no_text() -> Result<(), Silent> {
    Ok(())
}

#[traced(err(expected = NotFound))]
fn not_in_scope() -> Result<(), Trouble> {
    Ok(())
}

#[traced(on_ok(name))]
fn moved(name: String) -> Result<(), u32> {
    drop(name);
    Ok(())
}

#[traced(on_return(name = name.len()))]
async fn moved_into_the_future(name: String) {
    drop(name);
}

#[traced(on_ok(value = ok))]
fn no_value() -> Result<Silent, u32> {
    Ok(Silent)
}

fn main() {}
