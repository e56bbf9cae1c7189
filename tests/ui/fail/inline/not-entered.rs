#![deny(unused_must_use)]

use otel_runtime::span;

fn main() {
    span!("not entered");
    span!("dropped at once").entered();
}
