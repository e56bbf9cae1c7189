//! Where the spans of a run go: counted and dropped, or to a collector.

use std::sync::atomic::{AtomicU64, Ordering};

use opentelemetry_otlp::WithExportConfig;
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::error::OTelSdkResult;
use opentelemetry_sdk::trace::{Sampler, SdkTracerProvider, SpanData, SpanExporter};

use crate::states::Sampling;

/// Where finished spans go.
#[derive(Debug)]
pub(crate) enum Destination {
    /// Counted by [`exported`], then dropped.
    Dropped,
    /// Sent over OTLP/gRPC to this endpoint.
    Collector(String),
}

static EXPORTED: AtomicU64 = AtomicU64::new(0);

/// Spans that reached a [`DroppingExporter`], or were counted with [`count`].
pub(crate) fn exported() -> u64 {
    EXPORTED.load(Ordering::Relaxed)
}

/// Counts spans that a reporter of another kind has been given.
pub(crate) fn count(spans: usize) {
    EXPORTED.fetch_add(spans as u64, Ordering::Relaxed);
}

/// Counts what it is given and drops it.
#[derive(Debug)]
pub(crate) struct DroppingExporter;

impl SpanExporter for DroppingExporter {
    async fn export(&self, batch: Vec<SpanData>) -> OTelSdkResult {
        count(batch.len());
        Ok(())
    }
}

/// The resource that every contender's spans have.
pub(crate) fn resource() -> Resource {
    Resource::builder().with_service_name("bench").build()
}

/// The exporter of `opentelemetry-otlp`. Its connection lives on a tokio runtime of one thread
/// that is left running: the process ends with the measurement.
pub(crate) fn stock_otlp_exporter(endpoint: &str) -> opentelemetry_otlp::SpanExporter {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .expect("a tokio runtime can be built");
    let runtime = Box::leak(Box::new(runtime));
    let _entered = runtime.enter();
    opentelemetry_otlp::SpanExporter::builder()
        .with_tonic()
        .with_endpoint(endpoint)
        .build()
        .expect("the endpoint of the sink is valid")
}

/// The stock SDK with its stock batch processor, as its documentation sets it up.
pub(crate) fn stock_provider(sampling: Sampling, destination: &Destination) -> SdkTracerProvider {
    let root = match sampling {
        Sampling::Always => Sampler::AlwaysOn,
        Sampling::Never | Sampling::Off => Sampler::AlwaysOff,
    };
    let builder = SdkTracerProvider::builder()
        .with_resource(resource())
        .with_sampler(Sampler::ParentBased(Box::new(root)));
    match destination {
        Destination::Dropped => builder.with_batch_exporter(DroppingExporter),
        Destination::Collector(endpoint) => {
            builder.with_batch_exporter(stock_otlp_exporter(endpoint))
        }
    }
    .build()
}
