//! The OpenTelemetry API by hand, as a careful author writes it: one tracer in a static.

use std::future::Future;
use std::sync::LazyLock;

use opentelemetry::global::{self, BoxedTracer};
use opentelemetry::trace::{
    FutureExt, Status, TraceContextExt, Tracer, get_active_span, mark_span_as_active,
};
use opentelemetry::{Context, ContextGuard, KeyValue};
use opentelemetry_sdk::trace::SdkTracerProvider;

use crate::contender::Contender;
use crate::destination::{Destination, stock_provider};
use crate::states::Sampling;
use crate::work::{Declined, Steps, work, work_with};

static TRACER: LazyLock<BoxedTracer> = LazyLock::new(|| global::tracer("bench"));

pub(crate) struct HandWritten {
    provider: Option<SdkTracerProvider>,
}

#[inline(never)]
fn call(number: u64) -> u64 {
    let _active = mark_span_as_active(TRACER.start("call"));
    work(number)
}

#[inline(never)]
fn attributes(order: i64, customer: &str, amount: f64, express: bool) -> u64 {
    let span = TRACER
        .span_builder("attributes")
        .with_attributes([
            KeyValue::new("order.id", order),
            KeyValue::new("customer.id", customer.to_owned()),
            KeyValue::new("order.amount", amount),
            KeyValue::new("order.express", express),
        ])
        .start(&*TRACER);
    let _active = mark_span_as_active(span);
    work_with(order, customer, amount, express)
}

#[inline(never)]
fn fails(code: u64) -> Result<u64, Declined> {
    let _active = mark_span_as_active(TRACER.start("fails"));
    let result = Err(Declined::new(code));
    if let Err(error) = &result {
        get_active_span(|span| {
            span.record_error(error);
            span.set_status(Status::error(error.to_string()));
        });
    }
    result
}

async fn steps(number: u64) -> u64 {
    let context = Context::current_with_span(TRACER.start("steps"));
    async move {
        Steps::new().await;
        work(number)
    }
    .with_context(context)
    .await
}

#[inline(never)]
fn nested(depth: u64) -> u64 {
    let _active = mark_span_as_active(TRACER.start("nested"));
    if depth > 1 {
        nested(depth - 1) + 1
    } else {
        work(depth)
    }
}

impl Contender for HandWritten {
    type Parent = ContextGuard;

    fn install(sampling: Sampling, destination: &Destination) -> Self {
        let provider = (sampling != Sampling::Off).then(|| stock_provider(sampling, destination));
        if let Some(provider) = &provider {
            global::set_tracer_provider(provider.clone());
        }
        Self { provider }
    }

    fn flush(&self) {
        if let Some(provider) = &self.provider {
            provider.force_flush().expect("the queue can be flushed");
        }
    }

    fn parent(_: Sampling) -> ContextGuard {
        mark_span_as_active(TRACER.start("parent"))
    }

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
