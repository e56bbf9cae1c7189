//! Taking a trace out of headers and putting it into them.

use opentelemetry::{
    Context,
    propagation::{Extractor, Injector, TextMapPropagator},
};

use crate::span::telemetry;

/// The Context that the headers of a request carry, on top of the current one; the current one
/// itself where they carry none.
///
/// The formats are those of the telemetry in charge (`OTEL_PROPAGATORS`, default W3C trace context
/// and baggage); without a telemetry, those of `opentelemetry::global`. Malformed headers count as
/// absent.
///
/// ```
/// use std::collections::HashMap;
/// let headers = HashMap::from([("traceparent".to_owned(), "nonsense".to_owned())]);
/// let context = otel_runtime::extract(&headers);
/// ```
#[must_use]
pub fn extract(headers: &dyn Extractor) -> Context {
    let current = Context::current();
    match telemetry(&current).and_then(|core| core.propagator.as_ref()) {
        Some(propagator) => propagator.extract_with_context(&current, headers),
        None => opentelemetry::global::get_text_map_propagator(|propagator| {
            propagator.extract_with_context(&current, headers)
        }),
    }
}

/// Puts the current trace into the headers of an outgoing request.
///
/// ```
/// use std::collections::HashMap;
/// let mut headers: HashMap<String, String> = HashMap::new();
/// otel_runtime::inject(&mut headers);
/// ```
pub fn inject(headers: &mut dyn Injector) {
    let current = Context::current();
    match telemetry(&current).and_then(|core| core.propagator.as_ref()) {
        Some(propagator) => propagator.inject_context(&current, headers),
        None => opentelemetry::global::get_text_map_propagator(|propagator| {
            propagator.inject_context(&current, headers);
        }),
    }
}

/// Puts the current trace into an HTTP request's header map.
///
/// ```
/// let mut headers = http::HeaderMap::new();
/// otel_runtime::inject_http(&mut headers);
/// ```
#[cfg(feature = "http")]
pub fn inject_http(headers: &mut http::HeaderMap) {
    inject(&mut opentelemetry_http::HeaderInjector(headers));
}
