//! The formats one can choose from.

use std::{
    fmt,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use opentelemetry::{
    Context,
    propagation::{Extractor, Injector, TextMapPropagator, text_map_propagator::FieldIter},
};

use super::{b3, baggage, ignored::Ignored, jaeger, trace_context};

/// A format in which a trace's context, or baggage, goes into the headers of a request.
///
/// Each is a `TextMapPropagator` of the API as well, for programs that use one alone. A malformed
/// header counts as absent; [`ignored_headers`](crate::ignored_headers) counts them. No value of a
/// header is ever shown.
///
/// ```
/// use std::collections::HashMap;
/// use opentelemetry::{propagation::TextMapPropagator, trace::TraceContextExt};
/// use otel_runtime::Propagator;
///
/// let b3 = "80f198ee56343ba864fe8b2a57d3eff7-e457b5a2e4d86bd1-1".to_owned();
/// let context = Propagator::B3.extract(&HashMap::from([("b3".to_owned(), b3)]));
/// assert!(context.span().span_context().is_sampled());
/// ```
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum Propagator {
    /// W3C trace context, level 2: the headers `traceparent` and `tracestate`.
    TraceContext,
    /// W3C baggage: the header `baggage`, at most 64 members and 8,192 bytes in and out.
    Baggage,
    /// B3 in the single header `b3`; reads the `X-B3-*` headers too.
    B3,
    /// B3 in several `X-B3-*` headers; reads the header `b3` too.
    B3Multi,
    /// Jaeger's own format: `uber-trace-id`, and `uberctx-*` for baggage.
    Jaeger,
    /// AWS X-Ray: the header `X-Amzn-Trace-Id`.
    #[cfg(feature = "xray")]
    XRay,
    /// A format of somebody else's; made by [`Propagator::custom`].
    Custom(CustomPropagator),
}

/// A propagator that is not ours, and its name.
#[derive(Clone)]
pub struct CustomPropagator {
    name: Arc<str>,
    propagator: Arc<dyn TextMapPropagator + Send + Sync>,
}

impl Propagator {
    /// The formats of which this build has the code, in the order in which they are listed.
    pub(crate) const ALL: &'static [Self] = &[
        Self::TraceContext,
        Self::Baggage,
        Self::B3,
        Self::B3Multi,
        Self::Jaeger,
        #[cfg(feature = "xray")]
        Self::XRay,
    ];

    /// What is used where nobody chose.
    pub(crate) const DEFAULT: [Self; 2] = [Self::TraceContext, Self::Baggage];

    /// A format of one's own, under the name that the start-up line shows.
    ///
    /// To choose it by `OTEL_PROPAGATORS`, give it to
    /// [`TelemetryBuilder::register_propagator`](crate::TelemetryBuilder::register_propagator). A
    /// panic in it is counted and costs its own headers only.
    pub fn custom(
        name: impl Into<String>,
        propagator: impl TextMapPropagator + Send + Sync + 'static,
    ) -> Self {
        Self::Custom(CustomPropagator {
            name: name.into().into(),
            propagator: Arc::new(propagator),
        })
    }

    /// The name in `OTEL_PROPAGATORS`.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::TraceContext => "tracecontext",
            Self::Baggage => "baggage",
            Self::B3 => "b3",
            Self::B3Multi => "b3multi",
            Self::Jaeger => "jaeger",
            #[cfg(feature = "xray")]
            Self::XRay => "xray",
            Self::Custom(custom) => &custom.name,
        }
    }

    pub(super) fn inject_from(&self, cx: &Context, injector: &mut dyn Injector) {
        match self {
            Self::TraceContext => trace_context::inject(cx, injector),
            Self::Baggage => baggage::inject(cx, injector),
            Self::B3 => b3::inject_single(cx, injector),
            Self::B3Multi => b3::inject_multi(cx, injector),
            Self::Jaeger => jaeger::inject(cx, injector),
            #[cfg(feature = "xray")]
            Self::XRay => {
                guarded(|| super::xray::propagator().inject_context(cx, injector));
            }
            Self::Custom(custom) => {
                guarded(|| custom.propagator.inject_context(cx, injector));
            }
        }
    }

    /// The names of the headers that it writes.
    pub(super) fn field_names(&self) -> Vec<String> {
        let names = || self.fields().map(str::to_owned).collect();
        match self {
            Self::Custom(_) => guarded(names).unwrap_or_default(),
            _ => names(),
        }
    }

    /// The context that the headers carry; `None` where they carry none in this format.
    pub(super) fn extract_from(&self, cx: &Context, headers: &dyn Extractor) -> Option<Context> {
        match self {
            Self::TraceContext => trace_context::extract(cx, headers),
            Self::Baggage => baggage::extract(cx, headers),
            Self::B3 | Self::B3Multi => b3::extract(cx, headers),
            Self::Jaeger => jaeger::extract(cx, headers),
            #[cfg(feature = "xray")]
            Self::XRay => guarded(|| super::xray::extract(cx, headers))?,
            Self::Custom(custom) => guarded(|| custom.propagator.extract_with_context(cx, headers)),
        }
    }
}

/// A panic in code that is not ours costs what that code was to do.
fn guarded<T>(code: impl FnOnce() -> T) -> Option<T> {
    let result = catch_unwind(AssertUnwindSafe(code)).ok();
    if result.is_none() {
        Ignored::Custom.count();
    }
    result
}

impl TextMapPropagator for Propagator {
    fn inject_context(&self, cx: &Context, injector: &mut dyn Injector) {
        self.inject_from(cx, injector);
    }

    fn extract_with_context(&self, cx: &Context, extractor: &dyn Extractor) -> Context {
        self.extract_from(cx, extractor)
            .unwrap_or_else(|| cx.clone())
    }

    fn fields(&self) -> FieldIter<'_> {
        use std::sync::LazyLock;
        static FIELDS: LazyLock<[Vec<String>; 5]> = LazyLock::new(|| {
            let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
            [
                owned(&trace_context::FIELDS),
                owned(&baggage::FIELDS),
                owned(&b3::SINGLE_FIELDS),
                owned(&b3::MULTI_FIELDS),
                owned(&jaeger::FIELDS),
            ]
        });
        match self {
            Self::TraceContext => FieldIter::new(&FIELDS[0]),
            Self::Baggage => FieldIter::new(&FIELDS[1]),
            Self::B3 => FieldIter::new(&FIELDS[2]),
            Self::B3Multi => FieldIter::new(&FIELDS[3]),
            Self::Jaeger => FieldIter::new(&FIELDS[4]),
            #[cfg(feature = "xray")]
            Self::XRay => super::xray::propagator().fields(),
            Self::Custom(custom) => custom.propagator.fields(),
        }
    }
}

impl fmt::Debug for Propagator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Debug for CustomPropagator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

/// Two of the same name are the same: a list has each once.
impl PartialEq for CustomPropagator {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}
