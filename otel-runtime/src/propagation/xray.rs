//! AWS X-Ray's header, as `opentelemetry-aws` reads and writes it.

use std::sync::LazyLock;

use opentelemetry::{
    Context,
    propagation::{Extractor, TextMapPropagator},
    trace::TraceContextExt,
};
use opentelemetry_aws::trace::XrayPropagator;

pub(super) fn propagator() -> &'static XrayPropagator {
    static PROPAGATOR: LazyLock<XrayPropagator> = LazyLock::new(XrayPropagator::new);
    &PROPAGATOR
}

/// Only a valid parent: theirs replaces the parent of other formats with none where its header is
/// missing.
pub(super) fn extract(cx: &Context, headers: &dyn Extractor) -> Option<Context> {
    let context = propagator().extract_with_context(&Context::new(), headers);
    let parent = context.span().span_context().clone();
    parent
        .is_valid()
        .then(|| cx.with_remote_span_context(parent))
}
