//! A handle to the span that is current.

use std::borrow::Cow;

use opentelemetry::{
    Context, KeyValue, Value,
    trace::{SpanContext, Status, TraceContextExt},
};

/// A handle to a span, to add to it while it is open: what `#[traced(span = ident)]` gives.
///
/// It is a view of the span in the OpenTelemetry [`Context`]: whatever is written after the span
/// has ended, or when nothing records, is ignored.
///
/// ```
/// #[otel_runtime::traced(span = span)]
/// fn charge(cents: i64) {
///     span.set_attribute("charge.cents", cents);
/// }
/// charge(1250);
/// ```
#[derive(Clone, Debug)]
pub struct ActiveSpan {
    context: Context,
}

impl ActiveSpan {
    /// The span that is current here; one that ignores everything where there is none.
    #[must_use]
    pub fn current() -> Self {
        Self {
            context: Context::current(),
        }
    }

    /// Sets an attribute; a later value of a key replaces the earlier.
    pub fn set_attribute(&self, key: impl Into<Cow<'static, str>>, value: impl Into<Value>) {
        let pair = KeyValue::new(key.into(), value);
        self.context.span().set_attribute(pair);
    }

    /// Adds an event that happens now.
    pub fn add_event(&self, name: impl Into<Cow<'static, str>>, attributes: Vec<KeyValue>) {
        self.context.span().add_event(name, attributes);
    }

    /// Adds a link to another span.
    pub fn add_link(&self, to: SpanContext, attributes: Vec<KeyValue>) {
        self.context.span().add_link(to, attributes);
    }

    /// Sets the status; `Ok` is final, as the specification has it.
    pub fn set_status(&self, status: Status) {
        self.context.span().set_status(status);
    }

    /// Replaces the span's name.
    pub fn update_name(&self, name: impl Into<Cow<'static, str>>) {
        self.context.span().update_name(name);
    }

    /// Whether what is written arrives anywhere.
    #[must_use]
    pub fn is_recording(&self) -> bool {
        self.context.span().is_recording()
    }

    /// Trace id, span id, flags and trace state.
    #[must_use]
    pub fn span_context(&self) -> SpanContext {
        self.context.span().span_context().clone()
    }

    /// The Context in which the span is current, for APIs that ask for one.
    #[must_use]
    pub fn context(&self) -> &Context {
        &self.context
    }
}
