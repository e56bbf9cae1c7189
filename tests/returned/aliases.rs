//! Return types with a name of their own, told by what they stand for.

use std::{pin::Pin, task};

use futures::{FutureExt, Stream, StreamExt, stream};
use journey_tests::{span, traced_async};
use opentelemetry::trace::Status;
use otel_runtime::traced;
use tower::{Service, ServiceExt};

#[traced]
async fn leaf() -> Result<u32, String> {
    tokio::task::yield_now().await;
    Err("torn".to_owned())
}

type Fut<'a, T> = Pin<Box<dyn Future<Output = Result<T, String>> + Send + 'a>>;
type LocalFut<T> = Pin<Box<dyn Future<Output = T>>>;
type ByteStream<'a> = Pin<Box<dyn Stream<Item = Result<u8, String>> + Send + 'a>>;
/// The name of the `futures` crate's with another meaning.
type BoxFuture<T, E> = Pin<Box<dyn Future<Output = Result<T, E>> + Send + 'static>>;

#[traced(args)]
fn aliased<'a>(id: &'a u32) -> Fut<'a, u32> {
    if *id == 0 {
        return leaf().boxed();
    }
    async move { leaf().await.map(|_| *id) }.boxed()
}

#[traced]
fn ends_with_a_block() -> Fut<'static, Box<dyn Fn() -> u32 + Send>> {
    Box::pin(async {
        leaf().await?;
        Ok(Box::new(|| 1))
    })
}

#[traced]
fn two_parameters() -> BoxFuture<u32, String> {
    Box::pin(async { leaf().await })
}

#[traced]
fn not_send() -> LocalFut<u32> {
    let local = std::rc::Rc::new(1);
    async move { leaf().await.unwrap_or(*local) }.boxed_local()
}

#[traced]
fn bytes(of: &str) -> ByteStream<'_> {
    stream::iter(of.bytes())
        .map(|byte| {
            byte.is_ascii()
                .then_some(byte)
                .ok_or("not ASCII".to_owned())
        })
        .boxed()
}

#[tokio::test]
async fn an_alias_is_seen_through() {
    let ((), spans) = traced_async(async {
        assert!(aliased(&0).await.is_err());
        assert!(ends_with_a_block().await.is_err());
        assert!(two_parameters().await.is_err());
        assert_eq!(not_send().await, 1);
        assert_eq!(bytes("a\u{e4}").count().await, 3);
    })
    .await;
    spans.assert_tree(
        r#"
        aliased error="torn" id=0
          leaf error="torn"
        ends_with_a_block error="torn"
          leaf error="torn"
        two_parameters error="torn"
          leaf error="torn"
        not_send
          leaf error="torn"
        bytes error="not ASCII" stream.item_count=3
        "#,
    );
    assert_eq!(span(&spans, "aliased").status, Status::error("torn"));
}

struct Shop;

impl Service<u32> for Shop {
    type Response = u32;
    type Error = String;
    type Future = Fut<'static, u32>;

    fn poll_ready(&mut self, _: &mut task::Context<'_>) -> task::Poll<Result<(), String>> {
        task::Poll::Ready(Ok(()))
    }

    #[traced("Shop::call", attrs(id))]
    fn call(&mut self, id: u32) -> Self::Future {
        Box::pin(async move { leaf().await.map(|_| id) })
    }
}

#[tokio::test]
async fn the_future_of_a_service() {
    let (result, spans) = traced_async(async { Shop.oneshot(7).await }).await;
    assert!(result.is_err());
    spans.assert_tree(
        r#"
        Shop::call id=7 error="torn"
          leaf error="torn"
        "#,
    );
}

struct WireStream(u32);

#[traced]
fn connect(to: u32) -> WireStream {
    WireStream(to)
}

#[traced(span = current)]
fn connect_by_hand(to: u32) -> WireStream {
    current.set_attribute("to", i64::from(to));
    WireStream(to)
}

type FutureResult = Result<u32, String>;

#[traced]
fn fails() -> FutureResult {
    Err("no".to_owned())
}

#[traced]
fn identity<Fut: Future>(future: Fut) -> Fut {
    future
}

#[tokio::test]
async fn other_types_are_traced_for_the_call() {
    let ((), spans) = traced_async(async {
        assert_eq!(connect(1).0 + connect_by_hand(2).0, 3);
        assert!(fails().is_err());
        identity(leaf()).await.unwrap_err();
    })
    .await;
    spans.assert_tree(
        r#"
        connect
        connect_by_hand to=2
        fails error="no"
        identity
        leaf error="torn"
        "#,
    );
}
