#![deny(warnings)]
#![allow(non_camel_case_types, dead_code, unreachable_pub)]

mod std {}
mod core {}
mod otel_runtime {}

use ::otel_runtime::traced;

pub struct Result;
pub struct Option;
pub struct String;
pub struct Box;
pub struct Ok;
pub struct Err;
pub struct Some;
pub struct None;
pub struct Outcome;
pub struct Cause;
pub struct Argument;
pub trait Future {}
pub struct SITE;

fn start() -> u8 {
    1
}

fn span() -> u8 {
    2
}

fn attributes() -> u8 {
    3
}

fn value() -> u8 {
    4
}

#[traced(
    name = ["name"][0],
    attrs(start = start(), span = span(), attributes = attributes(), value = value(), error = error),
    mask(value)
)]
pub fn sync(error: u8, out: u8, site: u8) -> Result {
    let _ = (error, out, site, start(), span(), attributes());
    Result
}

#[traced(args, when = start() == span(), span = handle)]
pub async fn asynchronous(never: u8) -> Option {
    let _ = (never, handle);
    Option
}

fn main() {
    sync(1, 2, 3);
    drop(asynchronous(1));
}
