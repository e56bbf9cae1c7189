//! Tracing with the stock SDK as its documentation sets it up: a batch processor with its defaults
//! and the OTLP exporter over gRPC, one of each for every destination.

use opentelemetry::{
    KeyValue,
    trace::{Span, SpanKind, Tracer, TracerProvider},
};
use opentelemetry_otlp::{SpanExporter, WithExportConfig};
use opentelemetry_sdk::{
    Resource,
    trace::{BatchSpanProcessor, SdkTracer, SdkTracerProvider},
};

use crate::{
    case::Case,
    panicking::Panicking,
    tracing::{SHUTDOWN, Tracing},
};

struct Stock {
    provider: SdkTracerProvider,
    tracer: SdkTracer,
}

pub(crate) fn exporter(endpoint: &str) -> SpanExporter {
    SpanExporter::builder()
        .with_tonic()
        .with_endpoint(endpoint)
        .build()
        .unwrap()
}

pub(crate) fn start(case: &Case, endpoints: &[&str]) -> Box<dyn Tracing> {
    let resource = Resource::builder().with_service_name("faults").build();
    let mut builder = SdkTracerProvider::builder().with_resource(resource);
    for endpoint in endpoints {
        let exporter = exporter(endpoint);
        builder = builder.with_span_processor(match case.panics {
            Some(panics) => BatchSpanProcessor::builder(Panicking::new(exporter, panics)).build(),
            None => BatchSpanProcessor::builder(exporter).build(),
        });
    }
    let provider = builder.build();
    let tracer = provider.tracer("faults");
    Box::new(Stock { provider, tracer })
}

impl Tracing for Stock {
    fn span(&self, number: u64) {
        let attributes = [
            KeyValue::new("number", number.cast_signed()),
            KeyValue::new("http.request.method", "POST"),
            KeyValue::new("http.route", "/orders/{id}"),
            KeyValue::new("http.response.status_code", 201),
            KeyValue::new("order.express", number.is_multiple_of(2)),
        ];
        let span = self
            .tracer
            .span_builder("order")
            .with_kind(SpanKind::Server)
            .with_attributes(attributes);
        span.start(&self.tracer).end();
    }

    fn flush(&self) -> Result<(), String> {
        self.provider
            .force_flush()
            .map_err(|error| error.to_string())
    }

    fn shutdown(&self) -> Result<(), String> {
        self.provider
            .shutdown_with_timeout(SHUTDOWN)
            .map_err(|error| error.to_string())
    }

    fn ended(&self) -> Option<u64> {
        None
    }

    /// The SDK counts for itself what its queue dropped, and tells nobody.
    fn lost(&self) -> Option<u64> {
        None
    }
}
