//! fastrace as it comes: fast, and unknown to everything that reads the OpenTelemetry context.

use std::borrow::Cow;
use std::future::Future;

use fastrace::collector::{Config, Reporter, SpanContext, SpanRecord};
use fastrace::local::{LocalParentGuard, LocalSpan};
use fastrace::{Event, Span, trace};
use fastrace_opentelemetry::{OpenTelemetryReporter, SPAN_STATUS_CODE, SPAN_STATUS_DESCRIPTION};
use opentelemetry::InstrumentationScope;

use crate::contender::Contender;
use crate::destination::{Destination, count, resource, stock_otlp_exporter};
use crate::states::Sampling;
use crate::work::{Declined, Steps, work, work_with};

pub(crate) struct Fastrace;

#[inline(never)]
#[trace]
fn call(number: u64) -> u64 {
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
    work_with(order, customer, amount, express)
}

/// What fastrace's reporter understands as a failed span.
pub(crate) fn record_error(error: &Declined) {
    LocalSpan::add_event(
        Event::new("exception").with_properties(|| [("exception.message", error.to_string())]),
    );
    LocalSpan::add_properties(|| {
        [
            (SPAN_STATUS_CODE, "error".to_owned()),
            (SPAN_STATUS_DESCRIPTION, error.to_string()),
        ]
    });
}

#[inline(never)]
#[trace]
fn fails(code: u64) -> Result<u64, Declined> {
    let error = Declined::new(code);
    record_error(&error);
    Err(error)
}

#[trace]
pub(crate) async fn steps(number: u64) -> u64 {
    Steps::new().await;
    work(number)
}

#[inline(never)]
#[trace]
fn nested(depth: u64) -> u64 {
    if depth > 1 {
        nested(depth - 1) + 1
    } else {
        work(depth)
    }
}

struct CountingReporter;

impl Reporter for CountingReporter {
    fn report(&mut self, spans: Vec<SpanRecord>) {
        count(spans.len());
    }
}

pub(crate) fn install(sampling: Sampling, destination: &Destination) {
    match destination {
        _ if sampling == Sampling::Off => {}
        Destination::Dropped => fastrace::set_reporter(CountingReporter, Config::default()),
        Destination::Collector(endpoint) => {
            let exporter = stock_otlp_exporter(endpoint);
            let scope = InstrumentationScope::builder("bench").build();
            let reporter = OpenTelemetryReporter::new(exporter, Cow::Owned(resource()), scope);
            fastrace::set_reporter(reporter, Config::default());
        }
    }
}

/// A parent that is set as the local one; fields drop in order, the guard first.
pub(crate) struct LocalRoot {
    _local: LocalParentGuard,
    _span: Span,
}

/// fastrace has no sampler: an unsampled root is one whose context says so.
pub(crate) fn local_root(sampling: Sampling) -> LocalRoot {
    let context = SpanContext::random().sampled(sampling == Sampling::Always);
    let span = Span::root("parent", context);
    LocalRoot {
        _local: span.set_local_parent(),
        _span: span,
    }
}

/// Opens a sampled root around one call: fastrace traces nothing without one.
#[inline(always)]
pub(crate) fn under_root<Output>(call: impl FnOnce() -> Output) -> Output {
    let _root = local_root(Sampling::Always);
    call()
}

impl Contender for Fastrace {
    type Parent = LocalRoot;

    const SPANS_PER_ROOT: u64 = 2;

    fn install(sampling: Sampling, destination: &Destination) -> Self {
        install(sampling, destination);
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
        steps(number)
    }

    fn nested(depth: u64) -> u64 {
        nested(depth)
    }
}
