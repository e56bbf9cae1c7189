//! Who looks away from what must be used is told so, as by the bare call.
#![deny(unused_must_use)]

use otel_runtime::traced;

#[must_use]
fn spawn(number: u8) -> u8 {
    number
}

struct Pool;

impl Pool {
    #[must_use]
    fn spawn(&self, number: u8) -> u8 {
        number
    }
}

fn pool() -> Pool {
    Pool
}

#[traced]
fn nobody_looks() {
    spawn(1);
    Pool.spawn(2);
    pool().spawn(3);
}

fn main() {}
