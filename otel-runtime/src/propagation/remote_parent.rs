//! How far a caller is believed.

use opentelemetry::{Context, trace::TraceContextExt};

use super::verdict;
use crate::{context::linked_to, sampling, span::IntoParent};

/// What becomes of the parent that a request names, chosen for a route or a listener.
///
/// ```
/// use std::collections::HashMap;
/// use otel_runtime::{RemoteParent, traced};
///
/// // Requests from outside: a trace of our own, with a link to theirs.
/// #[traced(kind = server, parent = RemoteParent::Link.extract(headers))]
/// fn handle(headers: &HashMap<String, String>) {}
/// # handle(&HashMap::new());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum RemoteParent {
    /// The span is a child of the caller's, and follows its decision to record or not; for callers
    /// that are trusted. The default.
    #[default]
    Accept,
    /// The span is a child of the caller's, but whether it is recorded is decided here, as for a
    /// new trace: the sampled and debug flags are not obeyed, nor is what `ot=` in the trace state
    /// says of chance. A caller who can choose trace ids can
    /// still sway samplers that go by them; for one who might, take [`Link`](Self::Link).
    Resample,
    /// The span starts a new trace, with a link to the caller's. Baggage is taken.
    Link,
    /// The span starts a new trace, or is under the current span; nothing that the caller says is
    /// taken, nor is baggage.
    Ignore,
}

impl RemoteParent {
    /// The Context for a request: the parent that its headers name (or a Context that was extracted
    /// already), taken as this says. For `#[traced(parent = ...)]`, or to be attached.
    #[must_use]
    pub fn extract(self, headers: impl IntoParent) -> Context {
        if self == Self::Ignore {
            return Context::current();
        }
        let context = headers.into_parent();
        if self == Self::Accept {
            return context;
        }
        let context = verdict::forget_denial(&context);
        let parent = context.span().span_context().clone();
        if !parent.is_remote() {
            return context;
        }
        match self {
            Self::Accept | Self::Ignore => context,
            Self::Resample => verdict::open(&verdict::forget_debugging(&unsampled(&context))),
            Self::Link => linked_to(&context, parent),
        }
    }
}

/// The same parent without the flag that it sent, and what it says of chance: what happens without a
/// span of ours must not pass it on either.
fn unsampled(context: &Context) -> Context {
    use opentelemetry::trace::SpanContext;
    let span = context.span();
    let parent = span.span_context();
    context.with_remote_span_context(SpanContext::new(
        parent.trace_id(),
        parent.span_id(),
        parent.trace_flags().with_sampled(false),
        true,
        sampling::of_nobody(parent.trace_state()),
    ))
}
