//! What a contender is, and the list of them.

use std::future::Future;
use std::hint::black_box;

use crate::destination::Destination;
use crate::fastrace_alone::Fastrace;
use crate::fastrace_attached::FastraceAttached;
use crate::hand_written::HandWritten;
use crate::ours::Ours;
use crate::plain::Plain;
use crate::states::{DEPTH, Sampling, State};
use crate::tracing_bridge::TracingBridge;
use crate::work::{Declined, poll_to_end};

/// One way to trace the functions of `work.rs`.
///
/// The functions are called by the harness and never inlined into it, so that every
/// contender pays for the same call.
pub(crate) trait Contender: Sized {
    /// A parent span that is current until it is dropped.
    type Parent;

    /// Sets the process up; called once, before anything is traced.
    fn install(sampling: Sampling, destination: &Destination) -> Self;
    /// Hands every finished span to the exporter before it returns.
    fn flush(&self);

    fn parent(sampling: Sampling) -> Self::Parent;
    fn call(number: u64) -> u64;
    fn attributes(order: i64, customer: &str, amount: f64, express: bool) -> u64;
    fn fails(code: u64) -> Result<u64, Declined>;
    fn steps(number: u64) -> impl Future<Output = u64>;
    fn nested(depth: u64) -> u64;

    /// Spans that a sampled call without a parent makes.
    const SPANS_PER_ROOT: u64 = 1;

    /// A sampled call without a parent.
    fn root(number: u64) -> u64 {
        Self::call(number)
    }

    /// The same with attributes: the work of the end-to-end run.
    fn root_with_attributes(order: i64, customer: &str, amount: f64, express: bool) -> u64 {
        Self::attributes(order, customer, amount, express)
    }
}

/// Makes `count` calls of what the state calls.
#[inline(never)]
pub(crate) fn calls<C: Contender>(state: State, count: u64) -> u64 {
    let numbers = 0..count;
    match state {
        State::Off
        | State::UnsampledRoot
        | State::UnsampledParent
        | State::Child
        | State::TwoThreads => numbers.map(C::call).sum(),
        State::Root => numbers.map(C::root).sum(),
        State::OffAsync | State::UnsampledParentAsync | State::Async => {
            numbers.map(|number| poll_to_end(C::steps(number))).sum()
        }
        State::Attributes => numbers
            .map(|number| C::attributes(number as i64, black_box("customer-0042"), 99.5, true))
            .sum(),
        State::Error => numbers.filter(|code| C::fails(*code).is_err()).count() as u64,
        State::Nested => numbers.map(|_| C::nested(black_box(DEPTH))).sum(),
    }
}

/// Something to do with a contender known by name.
pub(crate) trait Task {
    type Output;
    fn run<C: Contender>(self) -> Self::Output;
}

macro_rules! contenders {
    ($($name:literal => $contender:ty,)*) => {
        /// The names on the command line and at the head of the rows.
        pub(crate) const NAMES: &[&str] = &[$($name),*];

        /// Runs the task with the contender of that name.
        pub(crate) fn with_contender<T: Task>(name: &str, task: T) -> Option<T::Output> {
            match name {
                $($name => Some(task.run::<$contender>()),)*
                _ => None,
            }
        }
    };
}

contenders! {
    "plain" => Plain,
    "opentelemetry" => HandWritten,
    "tracing" => TracingBridge<true>,
    "tracing-lean" => TracingBridge<false>,
    "fastrace" => Fastrace,
    "fastrace-context" => FastraceAttached,
    "otel-runtime" => Ours,
}

/// The contender that the others are compared to.
pub(crate) const BASELINE: &str = "opentelemetry";
