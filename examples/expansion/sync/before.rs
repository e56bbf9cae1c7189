//! A function that returns a value: the body runs in a closure between start and end.

use otel_runtime::traced;

/// Adds two numbers.
#[traced]
pub fn add(left: u32, right: u32) -> u32 {
    left + right
}

fn main() {
    add(1, 2);
}
