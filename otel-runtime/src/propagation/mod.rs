//! How a trace goes from one service to the next.

mod carry;

#[cfg(feature = "http")]
pub use carry::inject_http;
pub use carry::{extract, inject};

use opentelemetry::propagation::{TextMapCompositePropagator, TextMapPropagator};
use opentelemetry_sdk::propagation::{BaggagePropagator, TraceContextPropagator};

/// A format in which a trace's context goes into the headers of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Propagator {
    /// W3C trace context: the headers `traceparent` and `tracestate`.
    TraceContext,
    /// W3C baggage: the header `baggage`.
    Baggage,
}

impl Propagator {
    /// Every format, for the reader of `OTEL_PROPAGATORS`.
    pub(crate) const ALL: &'static [Self] = &[Self::TraceContext, Self::Baggage];

    /// The name in `OTEL_PROPAGATORS`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::TraceContext => "tracecontext",
            Self::Baggage => "baggage",
        }
    }
}

/// One propagator that does what all the given ones do.
pub(crate) fn composite(propagators: &[Propagator]) -> TextMapCompositePropagator {
    let propagators = propagators
        .iter()
        .map(|propagator| -> Box<dyn TextMapPropagator + Send + Sync> {
            match propagator {
                Propagator::TraceContext => Box::new(TraceContextPropagator::new()),
                Propagator::Baggage => Box::new(BaggagePropagator::new()),
            }
        })
        .collect();
    TextMapCompositePropagator::new(propagators)
}

#[cfg(test)]
mod tests {
    use opentelemetry::propagation::TextMapPropagator;

    use super::{Propagator, composite};

    #[test]
    fn the_composite_has_the_headers_of_all() {
        let fields = |propagators: &[Propagator]| {
            let mut fields: Vec<_> = composite(propagators).fields().map(str::to_owned).collect();
            fields.sort();
            fields
        };
        assert_eq!(
            fields(Propagator::ALL),
            ["baggage", "traceparent", "tracestate"]
        );
        assert_eq!(fields(&[Propagator::Baggage]), ["baggage"]);
        assert!(fields(&[]).is_empty());
    }
}
