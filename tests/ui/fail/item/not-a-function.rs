#![allow(unused)]

use otel_runtime::traced;

#[traced]
struct Structure;

#[traced]
enum Enumeration {}

#[traced]
static STATIC: u8 = 1;

#[traced]
const CONSTANT: u8 = 1;

#[traced]
macro_rules! made {
    () => {};
}

#[traced]
type Alias = u8;

fn main() {
    // All of them are still there.
    let _ = (Structure, STATIC, CONSTANT, 1 as Alias);
}
