//! fastrace that also attaches its ids as an OpenTelemetry context, which is what it takes for
//! middleware that reads `Context::current()` to see a parent.
//!
//! Only the synchronous functions: fastrace gives no hook at a future's poll, so the async
//! states are those of fastrace alone.

use std::future::Future;

use fastrace::trace;
use fastrace_opentelemetry::current_opentelemetry_context;
use opentelemetry::trace::TraceContextExt;
use opentelemetry::{Context, ContextGuard};

use crate::contender::Contender;
use crate::destination::Destination;
use crate::fastrace_alone::{self, LocalRoot, local_root, record_error, under_root};
use crate::states::Sampling;
use crate::work::{Declined, work, work_with};

pub(crate) struct FastraceAttached;

#[inline(always)]
fn attach() -> Option<ContextGuard> {
    current_opentelemetry_context()
        .map(|span| Context::current().with_remote_span_context(span).attach())
}

#[inline(never)]
#[trace]
fn call(number: u64) -> u64 {
    let _attached = attach();
    work(number)
}

#[inline(never)]
#[trace(properties = {
    "order.id": "{order}",
    "customer.id": "{customer}",
    "order.amount": "{amount}",
    "order.express": "{express}",
})]
fn attributes(order: i64, customer: &str, amount: f64, express: bool) -> u64 {
    let _attached = attach();
    work_with(order, customer, amount, express)
}

#[inline(never)]
#[trace]
fn fails(code: u64) -> Result<u64, Declined> {
    let _attached = attach();
    let error = Declined::new(code);
    record_error(&error);
    Err(error)
}

#[inline(never)]
#[trace]
fn nested(depth: u64) -> u64 {
    let _attached = attach();
    if depth > 1 {
        nested(depth - 1) + 1
    } else {
        work(depth)
    }
}

impl Contender for FastraceAttached {
    type Parent = LocalRoot;

    const SPANS_PER_ROOT: u64 = 2;

    fn install(sampling: Sampling, destination: &Destination) -> Self {
        fastrace_alone::install(sampling, destination);
        Self
    }

    fn flush(&self) {
        fastrace::flush();
    }

    fn parent(sampling: Sampling) -> LocalRoot {
        local_root(sampling)
    }

    fn call(number: u64) -> u64 {
        call(number)
    }

    fn root(number: u64) -> u64 {
        under_root(|| call(number))
    }

    fn attributes(order: i64, customer: &str, amount: f64, express: bool) -> u64 {
        attributes(order, customer, amount, express)
    }

    fn root_with_attributes(order: i64, customer: &str, amount: f64, express: bool) -> u64 {
        under_root(|| attributes(order, customer, amount, express))
    }

    fn fails(code: u64) -> Result<u64, Declined> {
        fails(code)
    }

    fn steps(number: u64) -> impl Future<Output = u64> {
        fastrace_alone::steps(number)
    }

    fn nested(depth: u64) -> u64 {
        nested(depth)
    }
}
