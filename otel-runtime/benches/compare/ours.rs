//! `#[traced]`.

use std::future::Future;

use opentelemetry::ContextGuard;
use opentelemetry::global;
use opentelemetry::trace::{Tracer, mark_span_as_active};
use otel_runtime::{Otlp, Sampler, Telemetry, traced};

use crate::contender::Contender;
use crate::destination::{Destination, DroppingExporter};
use crate::states::Sampling;
use crate::work::{Declined, Steps, work, work_with};

pub(crate) struct Ours {
    telemetry: Option<Telemetry>,
}

#[inline(never)]
#[traced]
fn call(number: u64) -> u64 {
    work(number)
}

#[inline(never)]
#[traced(attrs(
    order.id = order,
    customer.id = customer,
    order.amount = amount,
    order.express = express,
))]
fn attributes(order: i64, customer: &str, amount: f64, express: bool) -> u64 {
    work_with(order, customer, amount, express)
}

#[inline(never)]
#[traced]
fn fails(code: u64) -> Result<u64, Declined> {
    Err(Declined::new(code))
}

#[traced]
async fn steps(number: u64) -> u64 {
    Steps::new().await;
    work(number)
}

#[inline(never)]
#[traced]
fn nested(depth: u64) -> u64 {
    if depth > 1 {
        nested(depth - 1) + 1
    } else {
        work(depth)
    }
}

impl Contender for Ours {
    /// A span by hand: it goes the same way, through the installed provider.
    type Parent = ContextGuard;

    fn install(sampling: Sampling, destination: &Destination) -> Self {
        let sampler = match sampling {
            Sampling::Off => return Self { telemetry: None },
            Sampling::Never => Sampler::parent_based(Sampler::AlwaysOff),
            Sampling::Always => Sampler::parent_based(Sampler::AlwaysOn),
        };
        let builder = Telemetry::builder().service("bench").sampler(sampler);
        let builder = match destination {
            Destination::Dropped => builder.exporter(DroppingExporter),
            Destination::Collector(endpoint) => builder.exporter(Otlp::grpc().endpoint(endpoint)),
        };
        let telemetry = builder.install().expect("the settings are valid");
        Self {
            telemetry: Some(telemetry),
        }
    }

    fn flush(&self) {
        if let Some(telemetry) = &self.telemetry {
            // Tells of spans that a flood has lost; the measurement counts those itself.
            let _ = telemetry.flush();
        }
    }

    fn parent(_: Sampling) -> ContextGuard {
        mark_span_as_active(global::tracer("bench").start("parent"))
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
