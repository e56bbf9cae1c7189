//! AWS X-Ray's header, as `opentelemetry-aws` reads and writes it.

use std::sync::LazyLock;

use opentelemetry::{
    Context,
    propagation::{Extractor, TextMapPropagator},
    trace::TraceContextExt,
};
use opentelemetry_aws::trace::XrayPropagator;

use super::ignored::Ignored;

const HEADER: &str = "x-amzn-trace-id";

pub(super) fn propagator() -> &'static XrayPropagator {
    static PROPAGATOR: LazyLock<XrayPropagator> = LazyLock::new(XrayPropagator::new);
    &PROPAGATOR
}

/// Only a valid parent: theirs takes away that of other formats where its header is missing.
pub(super) fn extract(cx: &Context, headers: &dyn Extractor) -> Option<Context> {
    headers.get(HEADER)?;
    let context = propagator().extract_with_context(&Context::new(), headers);
    let parent = context.span().span_context().clone();
    if !parent.is_valid() {
        Ignored::XRay.count();
        return None;
    }
    Some(cx.with_remote_span_context(parent))
}

#[cfg(test)]
mod tests {
    use opentelemetry::propagation::TextMapPropagator;

    use super::super::{
        Composite, HeaderPairs, Propagator,
        test_support::{Headers, extracted, injected, parent},
    };

    const HEADER: &str =
        "Root=1-58406520-a006649127e371903a2de979;Parent=4c721bf33e3caf8f;Sampled=1";
    const PARENT: &str = "58406520a006649127e371903a2de979-4c721bf33e3caf8f-01";

    #[test]
    fn a_parent_is_read_and_written() {
        let context = extracted(&Propagator::XRay, &[("X-Amzn-Trace-Id", HEADER)]);
        assert_eq!(parent(&context), PARENT);
        let sent = injected(&Propagator::XRay, &context);
        assert_eq!(sent, [("x-amzn-trace-id".to_owned(), HEADER.to_owned())]);
    }

    #[test]
    fn what_is_none_leaves_the_parent_of_another_format() {
        let formats = [Propagator::TraceContext, Propagator::XRay];
        let composite = Composite::new(&formats, &Default::default());
        let traceparent = format!("00-{PARENT}");
        for headers in [
            &[("traceparent", traceparent.as_str())][..],
            &[
                ("traceparent", &traceparent),
                ("x-amzn-trace-id", "nonsense"),
            ],
        ] {
            let headers: Headers<'_> = headers;
            let pairs: HeaderPairs<'_> = headers.iter().map(|(k, v)| (*k, *v)).collect();
            assert_eq!(parent(&composite.extract(&pairs)), PARENT);
        }
    }
}
