//! Streams whose items can be errors, and streams that panic.

use std::panic::AssertUnwindSafe;

use futures::{
    FutureExt, Stream, StreamExt, TryStreamExt,
    stream::{self, BoxStream},
};
use journey_tests::{span, traced_async, values};
use opentelemetry::trace::Status;
use otel_runtime::traced;

#[derive(Debug, PartialEq, thiserror::Error)]
#[error("line {0} is torn")]
struct Torn(u32);

type Line = Result<u32, Torn>;

fn torn(lines: u32) -> impl Stream<Item = Line> {
    stream::iter(1..=lines).map(|line| {
        if line % 2 == 0 {
            Err(Torn(line))
        } else {
            Ok(line)
        }
    })
}

#[traced]
fn lines(count: u32) -> impl Stream<Item = Line> {
    torn(count)
}

#[tokio::test]
async fn the_first_error_is_taken_down_and_the_stream_goes_on() {
    let (count, spans) = traced_async(lines(5).count()).await;
    assert_eq!(count, 5);
    let span = span(&spans, "lines");
    assert_eq!(span.status, Status::error("line 2 is torn"));
    assert_eq!(span.events.len(), 1, "{:#?}", span.events);
    let error_type: Vec<_> = values(&span, "error.type");
    assert_eq!(error_type, [std::any::type_name::<Torn>().into()]);
    assert_eq!(values(&span, "stream.item_count"), [5.into()]);
    assert_eq!(values(&span, "outcome"), []);
}

#[tokio::test]
async fn a_stream_dropped_for_its_error_has_failed_and_is_not_cancelled() {
    let (result, spans) = traced_async(lines(5).try_collect::<Vec<_>>()).await;
    assert_eq!(result, Err(Torn(2)));
    let span = span(&spans, "lines");
    assert_eq!(span.status, Status::error("line 2 is torn"));
    assert_eq!(values(&span, "stream.item_count"), [2.into()]);
    assert_eq!(values(&span, "outcome"), []);
}

#[tokio::test]
async fn the_event_is_when_the_error_was() {
    #[traced]
    fn goes_on() -> impl Stream<Item = Line> {
        stream::iter([1, 2]).then(async |line| {
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
            if line == 1 { Err(Torn(1)) } else { Ok(line) }
        })
    }
    let (_, spans) = traced_async(goes_on().count()).await;
    let span = span(&spans, "goes_on");
    let rest = span
        .end_time
        .duration_since(span.events.events[0].timestamp)
        .unwrap();
    assert!(rest >= std::time::Duration::from_millis(9), "{rest:?}");
}

#[tokio::test]
async fn how_the_message_is_made_can_be_said() {
    #[traced(err(debug))]
    fn debug() -> impl Stream<Item = Line> {
        torn(2)
    }
    #[traced(err(display))]
    fn display() -> impl Stream<Item = Line> {
        torn(2)
    }
    #[traced(err(off))]
    fn off() -> impl Stream<Item = Line> {
        torn(2)
    }
    let (_, spans) = traced_async(async {
        debug().count().await + display().count().await + off().count().await
    })
    .await;
    assert_eq!(span(&spans, "debug").status, Status::error("Torn(2)"));
    assert_eq!(
        span(&spans, "display").status,
        Status::error("line 2 is torn")
    );
    assert_eq!(span(&spans, "off").status, Status::Unset);
}

#[tokio::test]
async fn ok_is_said_at_the_end_and_only_without_an_error() {
    #[traced(ok)]
    fn checked(count: u32) -> impl Stream<Item = Line> {
        torn(count)
    }
    let (_, spans) = traced_async(checked(1).count()).await;
    assert_eq!(span(&spans, "checked").status, Status::Ok);
    let (_, spans) = traced_async(checked(3).count()).await;
    assert_eq!(
        span(&spans, "checked").status,
        Status::error("line 2 is torn")
    );
    let (_, spans) = traced_async(async { checked(1).next().await }).await;
    assert_eq!(span(&spans, "checked").status, Status::Unset, "cancelled");
}

#[tokio::test]
async fn an_error_of_any_type_is_seen() {
    struct Silent;
    #[traced]
    fn silent() -> impl Stream<Item = Result<(), Silent>> {
        stream::iter([Err(Silent)])
    }
    #[traced]
    fn nested() -> impl Stream<Item = Option<anyhow::Result<()>>> {
        stream::iter([
            None,
            Some(Err(anyhow::anyhow!("broken").context("loading"))),
        ])
    }
    #[traced]
    fn generic<T, E>(item: Result<T, E>) -> impl Stream<Item = Result<T, E>> {
        stream::iter([item])
    }
    let (_, spans) = traced_async(async {
        silent().count().await + nested().count().await + generic::<(), _>(Err(1)).count().await
    })
    .await;
    assert!(matches!(
        span(&spans, "silent").status,
        Status::Error { .. }
    ));
    assert_eq!(
        span(&spans, "nested").status,
        Status::error("loading: broken")
    );
    assert!(matches!(
        span(&spans, "generic").status,
        Status::Error { .. }
    ));
}

#[tokio::test]
async fn an_error_can_be_expected_and_asked() {
    #[traced(err(expected = Torn(2)), on_err(line = err.0))]
    fn opaque(count: u32) -> impl Stream<Item = Line> {
        torn(count)
    }
    #[traced(err(expected = Torn(2)), on_err(line = err.0, path))]
    fn boxed<'a>(path: &'a str, count: u32) -> BoxStream<'a, Line> {
        torn(count)
            .chain(stream::iter(path.chars().map(|_| Ok(0))))
            .boxed()
    }
    for (count, status) in [(3, Status::Unset), (4, Status::error("line 4 is torn"))] {
        let ((), spans) = traced_async(async {
            assert_eq!(opaque(count).count().await, count as usize);
            assert_eq!(boxed("/a", count).count().await, count as usize + 2);
        })
        .await;
        for name in ["opaque", "boxed"] {
            let span = span(&spans, name);
            assert_eq!(span.status, status);
            let line: Vec<_> = values(&span, "line");
            assert_eq!(line, [i64::from(count / 2 * 2).into()]);
        }
        assert_eq!(values(&span(&spans, "boxed"), "path"), ["/a".into()]);
    }
}

#[tokio::test]
async fn a_panic_is_recorded_with_the_items_before_it() {
    #[traced(ok)]
    fn explodes() -> impl Stream<Item = u32> {
        stream::iter(0..3).inspect(|item| assert!(*item < 2, "out of range"))
    }
    let (caught, spans) =
        traced_async(async { AssertUnwindSafe(explodes().count()).catch_unwind().await }).await;
    assert!(caught.is_err());
    spans.assert_tree("explodes panicked stream.item_count=2");
    assert_eq!(span(&spans, "explodes").events.len(), 1);
}
