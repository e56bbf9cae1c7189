//! `#[traced(current)]`: no span of its own.

use std::{future::ready, pin::Pin};

use async_trait::async_trait;
use journey_tests::{span, traced, traced_async, values};
use opentelemetry::{Context, trace::TraceContextExt};
use otel_runtime::traced;

#[traced(
    current,
    attrs(cart.items = items, email = email),
    args(items),
    mask(email),
    on_ok(total = ok),
    on_err(reason = %err),
    err(expected = &"empty", type = "cart")
)]
fn price(items: i64, email: &str) -> Result<i64, &'static str> {
    let _ = email;
    match items {
        0 => Err("empty"),
        1 => Err("broken"),
        items => Ok(items * 5),
    }
}

#[traced]
fn order(items: i64) {
    let before = Context::current().span().span_context().span_id();
    let _ = price(items, "ada@example.com");
    assert_eq!(Context::current().span().span_context().span_id(), before);
}

#[test]
fn the_current_span_is_told() {
    let ((), spans) = traced(|| order(4));
    spans.assert_tree("order items=4 cart.items=4 email=\"[REDACTED]\" total=20");
}

#[test]
fn an_error_is_the_current_spans() {
    let ((), spans) = traced(|| order(1));
    spans.assert_tree(
        "order error=\"broken\" items=1 cart.items=1 email=\"[REDACTED]\" error.type=\"cart\" \
         reason=\"broken\"",
    );
    assert_eq!(span(&spans, "order").events.len(), 1);
}

#[test]
fn an_expected_error_leaves_the_status() {
    let ((), spans) = traced(|| order(0));
    let order = span(&spans, "order");
    assert_eq!(order.status, opentelemetry::trace::Status::Unset);
    assert_eq!(values(&order, "error.type"), ["cart".into()]);
}

#[traced(current, attrs(kept))]
#[track_caller]
fn unwrapped(kept: u8) {
    let _ = kept;
}

#[traced(current, attrs(n), on_return(ret))]
async fn waits(n: i64) -> i64 {
    tokio::task::yield_now().await;
    n + 1
}

#[traced(current)]
async fn fails() -> Result<(), String> {
    tokio::task::yield_now().await;
    Err("failed".to_owned())
}

#[traced(current, on_ok(boxed = ok), attrs(at_the_call = n))]
fn boxed(n: i64) -> Pin<Box<dyn Future<Output = Result<i64, ()>> + Send>> {
    Box::pin(async move { Ok(n) })
}

#[traced(current, on_return(returned = ret))]
fn returned(n: i64) -> impl Future<Output = i64> {
    ready(n)
}

#[async_trait]
trait Store {
    async fn get(&self, id: u64) -> Result<u64, ()>;
}

struct Memory;

#[async_trait]
impl Store for Memory {
    #[traced(current, attrs(store.id = id), on_ok(found = ok))]
    async fn get(&self, id: u64) -> Result<u64, ()> {
        Ok(id)
    }
}

#[traced]
async fn serve() {
    unwrapped(7);
    waits(1).await;
    let _ = boxed(2).await;
    returned(3).await;
    let _ = Memory.get(4).await;
}

#[traced]
async fn serve_failing() {
    let _ = fails().await;
}

#[tokio::test]
async fn every_shape_of_function_tells_the_current_span() {
    let ((), spans) = traced_async(serve()).await;
    spans.assert_tree("serve kept=7 n=1 ret=2 at_the_call=2 boxed=2 returned=3 store.id=4 found=4");
    let ((), spans) = traced_async(serve_failing()).await;
    spans.assert_tree("serve_failing error=\"failed\"");
}

#[allow(clippy::async_yields_async, reason = "it is to be polled elsewhere")]
#[traced]
async fn makes() -> impl Future<Output = i64> {
    waits(1)
}

#[traced]
async fn polls(future: impl Future<Output = i64>) {
    future.await;
}

#[tokio::test]
async fn a_future_tells_the_span_of_its_first_poll() {
    let ((), spans) = traced_async(async {
        let future = makes().await;
        polls(future).await;
    })
    .await;
    spans.assert_tree("makes\npolls n=1 ret=2");
}

#[traced(current, attrs(n = unseen()), on_return(n = unseen()))]
fn nobody_listens() -> u32 {
    1
}

fn unseen() -> u32 {
    std::panic::resume_unwind(Box::new("evaluated"))
}

#[test]
fn without_a_span_nothing_is_evaluated() {
    let (result, spans) = traced(nobody_listens);
    assert_eq!(result, 1);
    assert!(spans.spans().is_empty());
    assert_eq!(nobody_listens(), 1);
}

#[traced(current, mask(secret))]
fn refuses(secret: &str) -> Result<(), String> {
    Err(format!("{secret} is wrong"))
}

#[traced(current, mask(secret))]
async fn refuses_later(secret: &str) -> Result<(), String> {
    tokio::task::yield_now().await;
    Err(format!("{secret} is wrong"))
}

#[traced]
fn passes_on() -> Result<(), String> {
    refuses("open sesame")
}

#[traced]
async fn passes_on_later() -> Result<(), String> {
    refuses_later("open sesame").await
}

#[traced]
fn fails_with_a_span() -> Result<(), String> {
    Err("failed".to_owned())
}

#[traced(current)]
fn passes_on_of_a_child() -> Result<(), String> {
    fails_with_a_span()
}

#[traced]
fn around_it_all() -> Result<(), String> {
    passes_on_of_a_child()
}

#[tokio::test]
async fn an_error_is_one_event_and_shows_no_secret() {
    let (_, spans) = traced(passes_on);
    spans.assert_tree("passes_on error=\"[REDACTED] is wrong\"");
    assert_eq!(span(&spans, "passes_on").events.len(), 1);
    let (_, spans) = traced_async(passes_on_later()).await;
    spans.assert_tree("passes_on_later error=\"[REDACTED] is wrong\"");
    assert_eq!(span(&spans, "passes_on_later").events.len(), 1);
    let (_, spans) = traced(around_it_all);
    assert_eq!(span(&spans, "fails_with_a_span").events.len(), 1);
    assert_eq!(span(&spans, "around_it_all").events.len(), 0);
}
