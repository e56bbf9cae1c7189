//! No tracing at all: the floor.

use std::future::Future;

use crate::contender::Contender;
use crate::destination::Destination;
use crate::states::Sampling;
use crate::work::{Declined, Steps, work, work_with};

pub(crate) struct Plain;

#[inline(never)]
fn call(number: u64) -> u64 {
    work(number)
}

#[inline(never)]
fn attributes(order: i64, customer: &str, amount: f64, express: bool) -> u64 {
    work_with(order, customer, amount, express)
}

#[inline(never)]
fn fails(code: u64) -> Result<u64, Declined> {
    Err(Declined::new(code))
}

async fn steps(number: u64) -> u64 {
    Steps::new().await;
    work(number)
}

#[inline(never)]
fn nested(depth: u64) -> u64 {
    if depth > 1 {
        nested(depth - 1) + 1
    } else {
        work(depth)
    }
}

impl Contender for Plain {
    type Parent = ();

    const SPANS_PER_ROOT: u64 = 0;

    fn install(_: Sampling, _: &Destination) -> Self {
        Self
    }

    fn flush(&self) {}

    fn parent(_: Sampling) {}

    fn call(number: u64) -> u64 {
        call(number)
    }

    fn attributes(order: i64, customer: &str, amount: f64, express: bool) -> u64 {
        attributes(order, customer, amount, express)
    }

    fn fails(code: u64) -> Result<u64, Declined> {
        fails(code)
    }

    fn steps(number: u64) -> impl Future<Output = u64> {
        steps(number)
    }

    fn nested(depth: u64) -> u64 {
        nested(depth)
    }
}
