#![allow(unused)]

use otel_runtime::traced;

// Rustc gives no attribute macro a module that is in a file of its own.
#[traced]
mod in_a_file;

#[traced]
mod inline {
    mod in_a_file;
}

fn main() {}
