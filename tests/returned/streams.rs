//! Streams: one span from the first poll to the end.

use std::time::Duration;

use futures::{Stream, StreamExt, pin_mut, stream};
use journey_tests::{builder, span, telemetry, traced_async, values};
use opentelemetry::trace::{SpanId, Status, TraceContextExt};
use otel_runtime::{Sampler, traced};

#[traced]
fn leaf() {}

#[traced]
async fn load(id: u32) -> u32 {
    tokio::task::yield_now().await;
    id
}

#[traced]
fn orders(last: u32) -> impl Stream<Item = u32> {
    stream::iter(1..=last).then(load)
}

#[tokio::test]
async fn one_span_counts_the_items_and_is_current_at_every_poll() {
    #[traced]
    async fn reads() {
        assert_eq!(orders(3).collect::<Vec<_>>().await, [1, 2, 3]);
        leaf();
    }
    let ((), spans) = traced_async(reads()).await;
    spans.assert_tree(
        "
        reads
          orders stream.item_count=3
            load
            load
            load
          leaf
        ",
    );
    assert_eq!(span(&spans, "orders").status, Status::Unset);
}

#[tokio::test]
async fn nothing_is_left_current_between_items() {
    let ((), spans) = traced_async(async {
        let orders = orders(2);
        pin_mut!(orders);
        while orders.next().await.is_some() {
            assert!(
                !opentelemetry::Context::current()
                    .span()
                    .span_context()
                    .is_valid()
            );
            leaf();
        }
    })
    .await;
    let spans = spans.spans();
    let roots = spans
        .iter()
        .filter(|span| span.parent_span_id == SpanId::INVALID);
    assert_eq!(roots.count(), 3, "two leaves and the stream: {spans:#?}");
}

#[tokio::test]
async fn it_lasts_from_the_first_poll_to_the_end() {
    const STEP: Duration = Duration::from_millis(20);
    #[traced]
    fn slow() -> impl Stream<Item = u32> {
        stream::iter(0..2).then(async |item| {
            tokio::time::sleep(STEP).await;
            item
        })
    }
    let (made, spans) = traced_async(async {
        let slow = slow();
        tokio::time::sleep(STEP).await;
        let made = std::time::SystemTime::now();
        slow.count().await;
        made
    })
    .await;
    let slow = span(&spans, "slow");
    let slack = Duration::from_millis(1);
    assert!(
        slow.start_time + slack >= made,
        "the span starts at the call"
    );
    assert!(slow.end_time.duration_since(slow.start_time).unwrap() + slack >= 2 * STEP);
}

#[tokio::test]
async fn a_stream_never_polled_makes_no_span() {
    let ((), spans) = traced_async(async { drop(orders(1)) }).await;
    spans.assert_tree("");
}

#[tokio::test]
async fn an_early_drop_is_marked() {
    let (telemetry, spans) = telemetry();
    let mut orders = Box::pin(orders(3));
    telemetry.scope(async { orders.next().await }).await;
    telemetry.scope(|| drop(orders));
    telemetry.flush().unwrap();
    spans.assert_tree("orders cancelled stream.item_count=1\n  load");
    let orders = span(&spans, "orders");
    assert_eq!(orders.status, Status::Unset);
    assert_eq!(values(&orders, "outcome"), ["cancelled".into()]);
}

#[tokio::test]
async fn what_it_holds_is_dropped_within_it() {
    struct CleansUp;
    impl Drop for CleansUp {
        fn drop(&mut self) {
            leaf();
        }
    }
    #[traced]
    fn holds() -> impl Stream<Item = u32> {
        let cleans_up = CleansUp;
        stream::repeat(1).map(move |item| {
            let _ = &cleans_up;
            item
        })
    }
    let (telemetry, spans) = telemetry();
    let mut held = Box::pin(holds());
    telemetry.scope(async { held.next().await }).await;
    telemetry.scope(|| drop(held));
    telemetry.flush().unwrap();
    spans.assert_tree("holds cancelled stream.item_count=1\n  leaf");
}

#[traced(attrs(id, url = %url), parent = parent, kind = consumer)]
fn evaluated(
    id: &u64,
    url: &str,
    parent: &opentelemetry::Context,
) -> impl Stream<Item = ()> + use<> {
    let _ = (id, url, parent);
    stream::iter([()])
}

#[tokio::test]
async fn attributes_and_parent_are_those_of_the_call() {
    #[traced]
    fn caller() -> impl Stream<Item = ()> {
        evaluated(&7, "/orders", &opentelemetry::Context::current())
    }
    #[traced(attrs(id))]
    fn recorded(id: u64) -> impl Stream<Item = ()> {
        let _ = id;
        stream::empty()
    }
    #[traced]
    fn makes() -> impl Stream<Item = ()> {
        recorded(1)
    }
    let ((), spans) = traced_async(async {
        let stream = caller();
        stream.count().await;
        // Made within `makes`'s call, which has no span yet.
        makes().count().await;
    })
    .await;
    spans.assert_tree(
        r#"
        caller stream.item_count=1
        evaluated [consumer] id=7 url="/orders" stream.item_count=1
        makes stream.item_count=0
        recorded id=1 stream.item_count=0
        "#,
    );
}

#[tokio::test]
async fn no_span_when_the_condition_is_false() {
    #[traced(when = wanted, attrs(wanted))]
    fn sometimes(wanted: bool) -> impl Stream<Item = u8> {
        let _ = wanted;
        stream::iter([1, 2])
    }
    let (counts, spans) = traced_async(async {
        (
            sometimes(false).count().await,
            sometimes(true).count().await,
        )
    })
    .await;
    assert_eq!(counts, (2, 2));
    spans.assert_tree("sometimes wanted=true stream.item_count=2");
}

#[tokio::test]
async fn an_unsampled_stream_is_only_passed_through() {
    let (builder, spans) = builder();
    let telemetry = builder.sampler(Sampler::AlwaysOff).build().unwrap();
    let count = telemetry
        .scope(async {
            let mut dropped = Box::pin(orders(2));
            dropped.next().await;
            orders(3).count().await
        })
        .await;
    assert_eq!(count, 3);
    telemetry.flush().unwrap();
    assert!(spans.spans().is_empty());
}

#[test]
fn the_size_hint_is_kept() {
    #[traced]
    fn sized() -> impl Stream<Item = u8> {
        stream::iter([1, 2, 3])
    }
    assert_eq!(sized().size_hint(), (3, Some(3)));
}

#[tokio::test]
async fn the_key_stays_unique() {
    #[traced(attrs("stream.item_count" = "mine"))]
    fn counted() -> impl Stream<Item = u8> {
        stream::iter([1])
    }
    let (_, spans) = traced_async(async { counted().count().await }).await;
    assert_eq!(
        values(&span(&spans, "counted"), "stream.item_count"),
        [1.into()]
    );
}
