//! Functions that return a future: the span covers the awaits and not the boxing.

use std::{pin::Pin, time::Duration};

use futures::{
    FutureExt,
    future::{BoxFuture, Either, LocalBoxFuture},
};
use journey_tests::{span, telemetry, traced_async};
use opentelemetry::trace::Status;
use otel_runtime::{MemoryExporter, traced};

const WAIT: Duration = Duration::from_millis(10);

#[traced]
async fn leaf(id: u32) -> Result<u32, String> {
    tokio::time::sleep(WAIT).await;
    if id == 0 {
        Err("no zero".to_owned())
    } else {
        Ok(id)
    }
}

type Loaded = Result<u32, String>;

#[traced]
fn opaque(id: u32) -> impl Future<Output = Loaded> {
    let doubled = id * 2;
    async move { leaf(doubled).await }
}

#[traced]
fn opaque_call(id: u32) -> impl Future<Output = Loaded> + Send {
    leaf(id)
}

#[traced]
fn opaque_arms(id: u32) -> impl Future<Output = Loaded> {
    if id == 0 {
        return Either::Left(leaf(0));
    }
    Either::Right(async move { leaf(id).await })
}

#[traced]
fn boxed(id: u32) -> BoxFuture<'static, Loaded> {
    let doubled = id * 2;
    Box::pin(async move { leaf(doubled).await })
}

#[traced]
fn boxed_arms(id: u32) -> BoxFuture<'static, Loaded> {
    if id == 0 {
        Box::pin(async { leaf(0).await })
    } else {
        Box::pin(async move { leaf(id).await })
    }
}

#[traced]
fn boxed_match(id: u32) -> Pin<Box<dyn Future<Output = Loaded> + Send>> {
    match id {
        0 => Box::pin(async { leaf(0).await }),
        id => async move { leaf(id).await }.boxed(),
    }
}

#[traced]
fn boxed_early(id: u32) -> BoxFuture<'static, Loaded> {
    if id == 0 {
        return leaf(0).boxed();
    }
    Box::pin(async move { leaf(id).await })
}

#[traced]
fn boxed_method(id: u32) -> LocalBoxFuture<'static, Loaded> {
    async move { leaf(id).await }.boxed_local()
}

#[traced]
fn boxed_call(id: u32) -> BoxFuture<'static, Loaded> {
    Box::pin(leaf(id))
}

#[traced]
fn borrowing<'a>(id: &'a u32) -> Pin<Box<dyn Future<Output = Loaded> + Send + 'a>> {
    let check = *id;
    if check > 100 {
        return Box::pin(std::future::ready(Ok(check)));
    }
    Box::pin(async move { leaf(*id).await })
}

fn assert_covers_the_await(spans: &MemoryExporter, name: &str) {
    spans.assert_tree(&format!("{name}\n  leaf"));
    let span = span(spans, name);
    let duration = span.end_time.duration_since(span.start_time).unwrap();
    assert!(duration >= WAIT, "{name} took {duration:?}");
}

macro_rules! tests {
    ($($test:ident: $call:expr, $name:ident;)*) => {$(
        #[tokio::test]
        async fn $test() {
            let name = stringify!($name);
            let call = $call;
            let (result, spans) = traced_async(async { call(1).await }).await;
            assert_eq!(result.map(|id| id > 0), Ok(true));
            assert_covers_the_await(&spans, name);
            let (result, spans) = traced_async(async { call(0).await }).await;
            assert!(result.is_err());
            assert_eq!(span(&spans, name).status, Status::error("no zero"));
            let (telemetry, spans) = telemetry();
            let mut given_up = Box::pin(telemetry.scope(async { call(1).await }));
            assert!(::futures::poll!(&mut given_up).is_pending());
            drop(given_up);
            telemetry.flush().unwrap();
            spans.assert_tree(&format!("{name} cancelled\n  leaf cancelled"));
            let (_, spans) = traced_async(async { drop(call(1)) }).await;
            spans.assert_tree("");
        }
    )*};
}

tests! {
    statements_before_the_block: opaque, opaque;
    a_call_of_another_function: opaque_call, opaque_call;
    two_arms_of_an_opaque_future: opaque_arms, opaque_arms;
    statements_before_a_boxed_block: boxed, boxed;
    two_arms_boxed: boxed_arms, boxed_arms;
    arms_of_a_match: boxed_match, boxed_match;
    an_early_return: boxed_early, boxed_early;
    boxed_by_a_method: boxed_method, boxed_method;
    a_boxed_call: boxed_call, boxed_call;
    a_method_of_a_trait: |id| Store.load(id), load;
    a_method_of_a_trait_that_is_send: |id| Store.load_send(id), load_send;
}

#[tokio::test]
async fn a_future_that_borrows() {
    let (_, spans) = traced_async(async { borrowing(&1).await }).await;
    assert_covers_the_await(&spans, "borrowing");
}

trait Loads {
    async fn load(&self, id: u32) -> Loaded;
    fn load_send(&self, id: u32) -> impl Future<Output = Loaded> + Send;

    #[traced]
    async fn load_twice(&self, id: u32) -> Loaded {
        self.load(id).await?;
        self.load(id).await
    }

    #[traced]
    fn load_by_default(&self, id: u32) -> impl Future<Output = Loaded> + Send
    where
        Self: Sync,
    {
        async move { self.load_send(id).await }
    }
}

#[derive(Clone, Copy)]
struct Store;

impl Loads for Store {
    #[traced]
    async fn load(&self, id: u32) -> Loaded {
        leaf(id).await
    }

    #[traced]
    fn load_send(&self, id: u32) -> impl Future<Output = Loaded> + Send {
        leaf(id)
    }
}

#[tokio::test]
async fn default_methods_of_a_trait() {
    let (_, spans) = traced_async(async {
        Store.load_twice(1).await?;
        Store.load_by_default(1).await
    })
    .await;
    spans.assert_tree(
        "
        load_twice
          load
            leaf
          load
            leaf
        load_by_default
          load_send
            leaf
        ",
    );
}
