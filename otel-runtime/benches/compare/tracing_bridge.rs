//! `#[tracing::instrument]` with tracing-opentelemetry on a bare registry, as it comes
//! (`EXTRAS`) and with location, threads, target and inactivity off.

use std::future::Future;

use opentelemetry::trace::TracerProvider;
use opentelemetry_sdk::trace::SdkTracerProvider;
use tracing::span::EnteredSpan;
use tracing::{Level, instrument};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::contender::Contender;
use crate::destination::{Destination, stock_provider};
use crate::states::Sampling;
use crate::work::{Declined, Steps, work, work_with};

pub(crate) struct TracingBridge<const EXTRAS: bool> {
    provider: Option<SdkTracerProvider>,
}

#[inline(never)]
#[instrument(skip_all)]
fn call(number: u64) -> u64 {
    work(number)
}

#[inline(never)]
#[instrument(skip_all, fields(
    order.id = order,
    customer.id = customer,
    order.amount = amount,
    order.express = express,
))]
fn attributes(order: i64, customer: &str, amount: f64, express: bool) -> u64 {
    work_with(order, customer, amount, express)
}

#[inline(never)]
#[instrument(skip_all, err)]
fn fails(code: u64) -> Result<u64, Declined> {
    Err(Declined::new(code))
}

#[instrument(skip_all)]
async fn steps(number: u64) -> u64 {
    Steps::new().await;
    work(number)
}

#[inline(never)]
#[instrument(skip_all)]
fn nested(depth: u64) -> u64 {
    if depth > 1 {
        nested(depth - 1) + 1
    } else {
        work(depth)
    }
}

impl<const EXTRAS: bool> Contender for TracingBridge<EXTRAS> {
    type Parent = EnteredSpan;

    fn install(sampling: Sampling, destination: &Destination) -> Self {
        let provider = (sampling != Sampling::Off).then(|| stock_provider(sampling, destination));
        if let Some(provider) = &provider {
            let layer = tracing_opentelemetry::layer().with_tracer(provider.tracer("bench"));
            let layer = if EXTRAS {
                layer
            } else {
                layer
                    .with_location(false)
                    .with_threads(false)
                    .with_target(false)
                    .with_tracked_inactivity(false)
            };
            // The exporter's own network code is instrumented with tracing too, and would be
            // traced and exported in a circle.
            let only_ours = matches!(destination, Destination::Collector(_))
                .then(|| Targets::new().with_target(module_path!(), Level::INFO));
            tracing_subscriber::registry()
                .with(only_ours)
                .with(layer)
                .init();
        }
        Self { provider }
    }

    fn flush(&self) {
        if let Some(provider) = &self.provider {
            provider.force_flush().expect("the queue can be flushed");
        }
    }

    fn parent(_: Sampling) -> EnteredSpan {
        tracing::info_span!("parent").entered()
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
