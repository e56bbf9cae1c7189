//! What is settled before a span starts: name, kind, scope, whether at all.

use journey_tests::{span, traced, traced_async};
use opentelemetry::trace::SpanKind;
use otel_runtime::traced;

#[traced]
fn leaf() {}

#[traced(when = wanted)]
fn sometimes(wanted: bool) {
    leaf();
}

#[traced(when = wanted, attrs(wanted = seen(wanted)))]
async fn sometimes_async(wanted: bool) {
    tokio::task::yield_now().await;
    leaf();
}

fn seen(wanted: bool) -> bool {
    assert!(wanted, "evaluated although there is no span");
    wanted
}

#[test]
fn no_span_when_the_condition_is_false() {
    let ((), spans) = traced(|| {
        sometimes(false);
        sometimes(true);
    });
    spans.assert_tree("leaf\nsometimes\n  leaf");
}

#[tokio::test]
async fn no_span_when_the_condition_of_an_async_function_is_false() {
    let ((), spans) = traced_async(async {
        sometimes_async(false).await;
        sometimes_async(true).await;
    })
    .await;
    spans.assert_tree("leaf\nsometimes_async wanted=true\n  leaf");
}

#[traced("GET /orders", kind = server)]
fn literal() {}

#[traced(name = format!("GET {path}"), kind = client)]
fn expression(path: &str) {}

#[traced(name = path, kind = producer)]
fn borrowed(path: &str) {}

#[traced(kind = consumer)]
fn consumer() {}

#[traced(kind = internal)]
fn internal() {}

#[test]
fn names_and_kinds() {
    let ((), spans) = traced(|| {
        literal();
        expression("/orders/1");
        borrowed("orders");
        consumer();
        internal();
    });
    spans.assert_tree(
        "
        GET /orders [server]
        GET /orders/1 [client]
        orders [producer]
        consumer [consumer]
        internal
        ",
    );
    assert_eq!(span(&spans, "internal").span_kind, SpanKind::Internal);
}

#[traced(scope = "billing")]
fn in_billing() {}

#[test]
fn the_scope_is_the_crate_unless_named() {
    let ((), spans) = traced(|| {
        leaf();
        in_billing();
    });
    let own = span(&spans, "leaf").instrumentation_scope;
    assert_eq!(own.name(), env!("CARGO_PKG_NAME"));
    assert_eq!(own.version(), Some(env!("CARGO_PKG_VERSION")));
    let billing = span(&spans, "in_billing").instrumentation_scope;
    assert_eq!(billing.name(), "billing");
    assert_eq!(billing.version(), None);
}

#[traced(span = span)]
fn with_handle() -> opentelemetry::trace::SpanContext {
    span.set_attribute("seen", true);
    span.update_name("renamed");
    span.span_context()
}

#[traced(span = span)]
async fn with_async_handle() -> opentelemetry::trace::SpanContext {
    tokio::task::yield_now().await;
    span.set_attribute("seen", true);
    span.span_context()
}

#[tokio::test]
async fn the_handle_is_the_spans() {
    let (context, spans) = traced(with_handle);
    spans.assert_tree("renamed seen=true");
    assert_eq!(span(&spans, "renamed").span_context, context);
    let (context, spans) = traced_async(with_async_handle()).await;
    spans.assert_tree("with_async_handle seen=true");
    assert_eq!(span(&spans, "with_async_handle").span_context, context);
}
