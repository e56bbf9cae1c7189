//! The work that every contender wraps, and what a test of their cost needs around it.

use std::fmt;
use std::future::Future;
use std::hint::black_box;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use crate::states::PENDING;

/// The least a function can do without being optimised away.
#[inline(always)]
pub(crate) fn work(number: u64) -> u64 {
    black_box(number).wrapping_add(1)
}

/// The work with four arguments of the types that attributes have.
#[inline(always)]
pub(crate) fn work_with(order: i64, customer: &str, amount: f64, express: bool) -> u64 {
    black_box(order) as u64
        + black_box(customer).len() as u64
        + black_box(amount) as u64
        + u64::from(black_box(express))
}

/// The error of the calls that fail.
#[derive(Debug)]
pub(crate) struct Declined {
    code: u64,
}

impl Declined {
    #[inline(always)]
    pub(crate) fn new(code: u64) -> Self {
        Self {
            code: black_box(code),
        }
    }
}

impl fmt::Display for Declined {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self.code {
            u64::MAX => "card expired",
            _ => "card declined",
        })
    }
}

impl std::error::Error for Declined {}

/// Is pending [`PENDING`] times and then ready.
pub(crate) struct Steps {
    left: u32,
}

impl Steps {
    pub(crate) fn new() -> Self {
        Self { left: PENDING }
    }
}

impl Future for Steps {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        if self.left == 0 {
            return Poll::Ready(());
        }
        self.left -= 1;
        Poll::Pending
    }
}

/// Polls until ready, with no executor whose cost would be measured too.
#[inline(always)]
pub(crate) fn poll_to_end<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}
