//! Taking a trace out of headers and putting it into them.

use opentelemetry::{
    Context,
    propagation::{Extractor, Injector, TextMapPropagator},
};

use super::Composite;
use crate::span::telemetry;

/// The Context that the headers of a request carry, on top of the current one; the current one
/// itself where they carry none.
///
/// The formats are those of the telemetry in charge (`OTEL_PROPAGATORS`, default W3C trace context
/// and baggage); without a telemetry, those of `opentelemetry::global`. Malformed headers count as
/// absent, and are counted in [`ignored_headers`](crate::ignored_headers). Whether a caller is to be
/// believed is what [`RemoteParent`](crate::RemoteParent) says.
///
/// ```
/// use std::collections::HashMap;
/// let headers = HashMap::from([("traceparent".to_owned(), "nonsense".to_owned())]);
/// let context = otel_runtime::extract(&headers);
/// ```
#[must_use]
pub fn extract(headers: &dyn Extractor) -> Context {
    let current = Context::current();
    match propagator(&current) {
        Some(propagator) => propagator.extract_with_context(&current, headers),
        None => opentelemetry::global::get_text_map_propagator(|propagator| {
            propagator.extract_with_context(&current, headers)
        }),
    }
}

/// Puts the current trace into the headers of an outgoing request.
///
/// Headers of an earlier request that are in them already are overwritten, or stay where there is
/// nothing to write. Where the builder restricted the hosts that get baggage, none is sent: use
/// [`inject_to`].
///
/// ```
/// use std::collections::HashMap;
/// let mut headers: HashMap<String, String> = HashMap::new();
/// otel_runtime::inject(&mut headers);
/// ```
pub fn inject(headers: &mut dyn Injector) {
    put(headers, None);
}

/// Puts the current trace into the headers of a request to `host`, with baggage if that host may
/// have it
/// ([`TelemetryBuilder::baggage_hosts`](crate::TelemetryBuilder::baggage_hosts)).
///
/// ```
/// use std::collections::HashMap;
/// let mut headers: HashMap<String, String> = HashMap::new();
/// otel_runtime::inject_to("orders.internal", &mut headers);
/// ```
pub fn inject_to(host: &str, headers: &mut dyn Injector) {
    put(headers, Some(host));
}

fn put(headers: &mut dyn Injector, destination: Option<&str>) {
    let current = Context::current();
    match propagator(&current) {
        Some(propagator) => propagator.inject_to(&current, headers, destination),
        None => opentelemetry::global::get_text_map_propagator(|propagator| {
            propagator.inject_context(&current, headers);
        }),
    }
}

/// The formats of the telemetry in charge.
fn propagator(current: &Context) -> Option<&'static Composite> {
    telemetry(current)?.propagator.as_ref()
}

/// The names of the headers in which a trace goes out now.
pub(super) fn fields() -> Vec<String> {
    match propagator(&Context::current()) {
        Some(propagator) => propagator.field_names().map(str::to_owned).collect(),
        None => opentelemetry::global::get_text_map_propagator(|propagator| {
            propagator.fields().map(str::to_owned).collect()
        }),
    }
}
