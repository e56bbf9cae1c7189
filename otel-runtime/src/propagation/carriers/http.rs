//! The header map of the crate `http`, which is that of hyper, axum, reqwest and tonic.

use http::{HeaderMap, HeaderName, HeaderValue, Request};
use opentelemetry::{
    Context,
    propagation::{Extractor, Injector},
};

use super::{
    super::{carry, ignored::Ignored},
    pairs::NO_TEXT,
};
use crate::span::IntoParent;

const TRACEPARENT: HeaderName = HeaderName::from_static("traceparent");
const TRACESTATE: HeaderName = HeaderName::from_static("tracestate");
const BAGGAGE: HeaderName = HeaderName::from_static("baggage");

/// The Context that an HTTP request's header map carries, as [`extract`](crate::extract) does it.
///
/// It looks at every header of a name, and one that is no ASCII text counts as malformed. For
/// gRPC: `extract_http(request.metadata().as_ref())`.
///
/// ```
/// let context = otel_runtime::extract_http(&http::HeaderMap::new());
/// ```
#[must_use]
pub fn extract_http(headers: &HeaderMap) -> Context {
    carry::extract(&Headers(headers))
}

/// Puts the current trace into an HTTP request's header map.
///
/// A `tracestate` of an earlier request does not stay beside a new `traceparent`. For gRPC:
/// `inject_http(request.metadata_mut().as_mut())`.
///
/// ```
/// let mut headers = http::HeaderMap::new();
/// otel_runtime::inject_http(&mut headers);
/// ```
pub fn inject_http(headers: &mut HeaderMap) {
    carry::inject(&mut HeadersMut(headers));
}

/// Puts the current trace into an HTTP request, with baggage if its host may have it.
///
/// The host is that of the request's URI, else of its header `Host`.
///
/// ```
/// let mut request = http::Request::get("https://orders.internal/1").body(()).unwrap();
/// otel_runtime::inject_request(&mut request);
/// ```
pub fn inject_request<B>(request: &mut Request<B>) {
    let named = |request: &Request<B>| {
        let header = request.headers().get(http::header::HOST)?;
        header.to_str().ok().map(str::to_owned)
    };
    let host = request.uri().host().map(str::to_owned);
    match host.or_else(|| named(request)) {
        Some(host) => carry::inject_to(&host, &mut HeadersMut(request.headers_mut())),
        None => inject_http(request.headers_mut()),
    }
}

struct Headers<'a>(&'a HeaderMap);

impl Extractor for Headers<'_> {
    fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(text)
    }

    fn keys(&self) -> Vec<&str> {
        self.0.keys().map(HeaderName::as_str).collect()
    }

    fn get_all(&self, name: &str) -> Option<Vec<&str>> {
        let values: Vec<_> = self.0.get_all(name).iter().map(text).collect();
        (!values.is_empty()).then_some(values)
    }
}

fn text(value: &HeaderValue) -> &str {
    value.to_str().unwrap_or(NO_TEXT)
}

struct HeadersMut<'a>(&'a mut HeaderMap);

impl Injector for HeadersMut<'_> {
    fn set(&mut self, name: &str, value: String) {
        // The names of every request are not parsed, nor are values copied.
        let name = match name {
            "traceparent" => Some(TRACEPARENT),
            "tracestate" => Some(TRACESTATE),
            "baggage" => Some(BAGGAGE),
            other => HeaderName::from_bytes(other.as_bytes()).ok(),
        };
        let (Some(name), Ok(value)) = (name, HeaderValue::try_from(value)) else {
            return Ignored::Unsendable.count();
        };
        if name == TRACEPARENT {
            self.0.remove(TRACESTATE);
        }
        self.0.insert(name, value);
    }

    fn reserve(&mut self, additional: usize) {
        self.0.reserve(additional);
    }
}

impl IntoParent for &HeaderMap {
    fn into_parent(self) -> Context {
        extract_http(self)
    }
}
