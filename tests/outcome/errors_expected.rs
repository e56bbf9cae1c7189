//! `err(expected = .., type = .., none)`: which errors are failures, and what they are called.

use std::{fmt, io};

use journey_tests::{span, traced, traced_async, values};
use opentelemetry::trace::Status;
use otel_runtime::traced;

#[derive(Debug)]
enum Trouble {
    NotFound,
    Conflict { _with: u64 },
    Broken(u16),
}

use Trouble::NotFound;

impl Trouble {
    fn code(&self) -> &'static str {
        match self {
            NotFound => "not_found",
            Trouble::Conflict { .. } => "conflict",
            Trouble::Broken(_) => "broken",
        }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[traced(ok, err(display, expected = NotFound | Trouble::Conflict { .. }, type = err.code()))]
fn find(error: Trouble) -> Result<(), Trouble> {
    Err(error)
}

#[test]
fn an_expected_error_has_a_type_and_no_more() {
    for (error, code) in [
        (NotFound, "not_found"),
        (Trouble::Conflict { _with: 1 }, "conflict"),
    ] {
        let (_, spans) = traced(|| find(error));
        let span = span(&spans, "find");
        assert_eq!(span.status, Status::Unset);
        assert!(span.events.is_empty());
        assert_eq!(values(&span, "error.type"), [code.into()]);
    }
}

#[test]
fn any_other_error_is_a_failure_by_its_own_type() {
    let (_, spans) = traced(|| find(Trouble::Broken(1)));
    let span = span(&spans, "find");
    assert_eq!(span.status, Status::error("broken"));
    assert_eq!(span.events.len(), 1);
    assert_eq!(values(&span, "error.type"), ["broken".into()]);
}

#[traced(err(expected = NotFound))]
fn lone_name(error: Trouble) -> Result<(), Trouble> {
    Err(error)
}

#[traced(err(expected = Trouble::Broken(code) if *code < limit))]
async fn guarded(error: Trouble, limit: u16) -> Result<(), Trouble> {
    Err(error)
}

#[traced(err(expected = _ if err.kind() == io::ErrorKind::NotFound, type = ?err.kind()))]
fn read(path: &str) -> io::Result<String> {
    std::fs::read_to_string(path)
}

#[traced(err(expected = _ if err.is::<fmt::Error>()))]
fn any(error: anyhow::Error) -> anyhow::Result<()> {
    Err(error)
}

#[tokio::test]
async fn patterns_bind_and_have_guards() {
    let (_, spans) = traced(|| lone_name(NotFound));
    spans.assert_tree("lone_name");
    let (_, spans) = traced(|| lone_name(Trouble::Broken(1)));
    spans.assert_tree("lone_name error=\"broken\"");
    let (_, spans) = traced_async(guarded(Trouble::Broken(3), 4)).await;
    spans.assert_tree("guarded");
    let (_, spans) = traced_async(guarded(Trouble::Broken(4), 4)).await;
    spans.assert_tree("guarded error=\"broken\"");
    let (_, spans) = traced(|| read("/no such file"));
    assert_eq!(span(&spans, "read").status, Status::Unset);
    assert_eq!(
        values(&span(&spans, "read"), "error.type"),
        ["NotFound".into()]
    );
    let (_, spans) = traced(|| any(fmt::Error.into()));
    assert_eq!(
        values(&span(&spans, "any"), "error.type"),
        ["anyhow::Error".into()]
    );
    assert_eq!(span(&spans, "any").status, Status::Unset);
    let (_, spans) = traced(|| any(anyhow::anyhow!("other")));
    spans.assert_tree("any error=\"other\"");
}

#[traced(err(type = err))]
fn by_number(code: u16) -> Result<(), u16> {
    Err(code)
}

#[test]
fn a_type_is_a_text_of_any_kind() {
    let (_, spans) = traced(|| by_number(503));
    let span = span(&spans, "by_number");
    assert_eq!(values(&span, "error.type"), ["503".into()]);
    assert_eq!(span.status, Status::error("503"));
}

#[traced(ok, err(none), on_return(found = ret.is_some()))]
fn lookup(id: u64) -> Option<u64> {
    (id > 1).then_some(id)
}

#[traced(err(none))]
async fn next(id: u64) -> Option<Result<u64, Trouble>> {
    match id {
        0 => None,
        1 => Some(Err(Trouble::Broken(0))),
        id => Some(Ok(id)),
    }
}

#[tokio::test]
async fn none_is_a_failure_where_it_is_said_to_be() {
    let (_, spans) = traced(|| (lookup(1), lookup(2)));
    spans.assert_tree("lookup error=\"returned None\" found=false\nlookup ok found=true");
    let failed = &spans.spans()[0];
    assert!(failed.events.is_empty());
    assert_eq!(values(failed, "error.type"), ["none".into()]);
    let (_, spans) = traced_async(async {
        let _ = (next(0).await, next(1).await, next(2).await);
    })
    .await;
    spans.assert_tree("next error=\"returned None\"\nnext error=\"broken\"\nnext");
}

#[traced(err(expected = Trouble::NotFound), on_err(code = err.code()))]
fn many() -> impl futures::Stream<Item = Result<u64, Trouble>> {
    futures::stream::iter([Ok(1), Err(NotFound), Err(Trouble::Broken(1)), Ok(2)])
}

#[tokio::test]
async fn an_expected_item_of_a_stream_does_not_hide_a_failure_after_it() {
    use futures::StreamExt;
    let ((), spans) = traced_async(many().for_each(|_| std::future::ready(()))).await;
    let many = span(&spans, "many");
    assert_eq!(many.status, Status::error("broken"));
    assert_eq!(values(&many, "code"), ["broken".into()]);
    assert_eq!(values(&many, "error.type").len(), 1);
}
