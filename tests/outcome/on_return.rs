//! `on_ok(..)`, `on_err(..)`, `on_return(..)`: attributes made of what was returned.

use std::{error::Error, fmt::Display, future::ready, pin::Pin, task::Poll};

use async_trait::async_trait;
use journey_tests::{span, traced, traced_async, values};
use otel_runtime::{MemoryExporter, Sampler, traced};

#[derive(Debug, PartialEq, Eq)]
enum Refused {
    Unknown,
    Code(u16),
}

impl Refused {
    fn code(&self) -> u16 {
        match self {
            Refused::Unknown => 0,
            Refused::Code(code) => *code,
        }
    }
}

impl Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "refused {}", self.code())
    }
}

impl Error for Refused {}

#[traced(
    on_ok(rows = ok.len(), first = ok.first(), limit),
    on_err(code = err.code(), unknown = match err { Refused::Unknown => true, Refused::Code(_) => false }),
    on_return(failed = ret.is_err(), table = %table)
)]
fn rows(table: &str, limit: usize, code: Option<u16>) -> Result<Vec<u64>, Refused> {
    let _ = table;
    match code {
        Some(code) => Err(Refused::Code(code)),
        None => Ok((0..limit as u64).collect()),
    }
}

#[test]
fn a_function_says_what_it_returned() {
    let (_, spans) = traced(|| rows("users", 2, None));
    spans.assert_tree("rows failed=false table=\"users\" rows=2 first=0 limit=2");
    let (_, spans) = traced(|| rows("users", 0, None));
    spans.assert_tree("rows failed=false table=\"users\" rows=0 limit=0");
    let (_, spans) = traced(|| rows("users", 2, Some(7)));
    spans.assert_tree("rows error=\"refused 7\" error.type=\"outcome::on_return::Refused\" failed=true table=\"users\" code=7 unknown=false");
}

type Page<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

#[traced(on_ok(text = ok), on_err(code = err.downcast_ref::<Refused>().map(Refused::code)))]
async fn aliased(fail: bool) -> Page<String> {
    ready(()).await;
    if fail {
        return Err(Refused::Code(4).into());
    }
    Ok("page".into())
}

#[traced(on_ok(n = *ok), on_err(shown = %err))]
fn optional(n: Option<i64>) -> Option<anyhow::Result<i64>> {
    Some(n?.checked_mul(2).ok_or_else(|| anyhow::anyhow!("too much")))
}

#[traced(on_ok(n = ok), on_err(n = err))]
fn polled(n: i64) -> Poll<Option<Result<i64, i64>>> {
    match n {
        0 => Poll::Pending,
        1 => Poll::Ready(None),
        n if n < 0 => Poll::Ready(Some(Err(n))),
        n => Poll::Ready(Some(Ok(n))),
    }
}

#[traced(on_ok(n = ok), on_err(n = err))]
fn polled_once(n: i64) -> Poll<Result<i64, i64>> {
    match n {
        0 => Poll::Pending,
        n if n < 0 => Poll::Ready(Err(n)),
        n => Poll::Ready(Ok(n)),
    }
}

#[tokio::test]
async fn a_result_is_seen_in_every_wrapping() {
    let (_, spans) = traced_async(aliased(false)).await;
    spans.assert_tree("aliased text=\"page\"");
    let (_, spans) = traced_async(aliased(true)).await;
    spans.assert_tree("aliased error=\"refused 4\" error.type=\"alloc::boxed::Box<dyn core::error::Error + core::marker::Send + core::marker::Sync>\" code=4");
    let (_, spans) = traced(|| optional(Some(2)));
    spans.assert_tree("optional n=4");
    let (_, spans) = traced(|| optional(None));
    spans.assert_tree("optional");
    let (_, spans) = traced(|| optional(Some(i64::MAX)));
    spans
        .assert_tree("optional error=\"too much\" error.type=\"anyhow::Error\" shown=\"too much\"");
    for (n, tree) in [
        (0, "polled"),
        (1, "polled"),
        (-2, "polled error=i64 n=-2"),
        (3, "polled n=3"),
    ] {
        let (_, spans) = traced(|| polled(n));
        let expected = tree.replace("error=i64", "error=\"-2\" error.type=\"i64\"");
        spans.assert_tree(&expected);
    }
    let (_, spans) = traced(|| (polled_once(-3), polled_once(0), polled_once(4)));
    spans.assert_tree(
        "polled_once error=\"-3\" error.type=\"i64\" n=-3\npolled_once\npolled_once n=4",
    );
}

#[traced(on_return(len = ret.len(), seed))]
fn generic<T: Display + Clone>(value: T, seed: u8) -> Vec<T> {
    let _ = seed;
    vec![value]
}

#[traced(on_return(first = ret.clone().next()))]
fn opaque(from: u32) -> impl Iterator<Item = u32> + Clone {
    from..10
}

#[traced(on_return(text = *ret), on_ok())]
fn borrowed<'a>(text: &'a str, _other: &str) -> &'a str {
    text
}

#[traced(on_err(text = err))]
fn borrowed_error<'a, E: AsRef<str>>(text: &'a E) -> Result<(), &'a str> {
    Err(text.as_ref())
}

#[traced(on_return(sum = left + right, ret))]
fn patterns((left, right): (i64, i64)) -> i64 {
    left * right
}

#[traced(on_return(value = ret.0))]
fn closure_inside(n: i64) -> (i64, Box<dyn Fn() -> i64>) {
    (n, Box::new(move || n))
}

#[test]
fn the_type_of_what_was_returned_is_known() {
    let ((), spans) = traced(|| {
        generic("x", 3);
        let _ = opaque(4);
        borrowed("here", "");
        let _ = borrowed_error(&"wrong");
        patterns((2, 5));
        let _ = closure_inside(6);
    });
    spans.assert_tree(
        "generic len=1 seed=3\n\
         opaque first=4\n\
         borrowed text=\"here\"\n\
         borrowed_error error=\"wrong\" error.type=\"&str\" text=\"wrong\"\n\
         patterns sum=7 ret=10\n\
         closure_inside value=6",
    );
}

#[traced(on_ok(n = ok, id), on_err(code = err.code()))]
fn boxed(id: u64, fail: bool) -> Pin<Box<dyn Future<Output = Result<u64, Refused>> + Send>> {
    Box::pin(async move {
        if fail {
            return Err(Refused::Unknown);
        }
        Ok(id * 2)
    })
}

#[traced(on_ok(n = *ok, id))]
fn returned(id: u64) -> impl Future<Output = Result<u64, Refused>> {
    ready(Ok(id))
}

#[async_trait]
trait Store {
    async fn get(&self, id: u64) -> Result<u64, Refused>;
}

struct Memory {
    region: &'static str,
}

#[async_trait]
impl Store for Memory {
    #[traced(on_ok(n = ok, id), on_err(code = err.code()), on_return(region = self.region))]
    async fn get(&self, id: u64) -> Result<u64, Refused> {
        id.checked_mul(2).ok_or(Refused::Code(1))
    }
}

#[traced(on_return(first = ret.clone().next()), attrs(from))]
async fn opaque_later(from: u32) -> impl Iterator<Item = u32> + Clone {
    from..10
}

#[traced(on_err(code = err.code()), on_ok(n = ok.as_ref().len(), text))]
async fn generic_later<'a, T: AsRef<str>>(value: T, text: &'a str) -> Result<T, &'a Refused> {
    let _ = text;
    Ok(value)
}

impl Memory {
    #[traced(attrs(self.region), on_return(size = ret, at = by.0))]
    async fn size(&self, by: &(u8, u8)) -> u8 {
        by.1
    }
}

#[tokio::test]
async fn a_future_says_what_it_returned() {
    let (_, spans) = traced_async(async {
        let store = Memory { region: "eu" };
        let _ = boxed(1, false).await;
        let _ = boxed(1, true).await;
        let _ = returned(2).await;
        let _ = store.get(3).await;
        let _ = store.get(u64::MAX).await;
        store.size(&(4, 5)).await;
        let _ = opaque_later(8).await;
        let _ = generic_later("four", "text").await;
    })
    .await;
    spans.assert_tree(
        "boxed n=2 id=1\n\
         boxed error=\"refused 0\" error.type=\"outcome::on_return::Refused\" code=0\n\
         returned n=2 id=2\n\
         get region=\"eu\" n=6 id=3\n\
         get error=\"refused 1\" error.type=\"outcome::on_return::Refused\" region=\"eu\" code=1\n\
         size self.region=\"eu\" size=5 at=4\n\
         opaque_later from=8 first=8\n\
         generic_later n=4 text=\"text\"",
    );
}

#[traced(
    attrs(state = "started", error.type = "none yet"),
    on_ok(state = "done", token = ok),
    on_err(state = "failed", error.type = "mine"),
    mask("token" = last4)
)]
fn replaced(fail: bool) -> Result<&'static str, Refused> {
    if fail {
        Err(Refused::Unknown)
    } else {
        Ok("secret-token-1234")
    }
}

#[test]
fn a_later_value_takes_the_place_of_an_earlier_one() {
    let (_, spans) = traced(|| replaced(false));
    let done = span(&spans, "replaced");
    assert_eq!(values(&done, "state"), ["done".into()]);
    assert_eq!(values(&done, "token"), ["****1234".into()]);
    let (_, spans) = traced(|| replaced(true));
    let failed = span(&spans, "replaced");
    assert_eq!(values(&failed, "state"), ["failed".into()]);
    assert_eq!(values(&failed, "error.type"), ["mine".into()]);
}

#[traced(attrs(error.type = "given"))]
fn one_error_type() -> Result<(), Refused> {
    Err(Refused::Unknown)
}

#[test]
fn an_error_type_that_was_given_is_not_there_twice() {
    let (_, spans) = traced(one_error_type);
    let failed = span(&spans, "one_error_type");
    assert_eq!(values(&failed, "error.type").len(), 1);
}

#[traced(on_ok(evaluated = seen(counter)))]
fn unseen(counter: &std::cell::Cell<u32>) -> Result<(), ()> {
    let _ = counter;
    Ok(())
}

fn seen(counter: &std::cell::Cell<u32>) -> u32 {
    counter.set(counter.get() + 1);
    counter.get()
}

#[test]
fn nothing_is_evaluated_for_a_span_that_does_not_record() {
    let counter = std::cell::Cell::new(0);
    let spans = MemoryExporter::default();
    let telemetry = otel_runtime::Telemetry::builder()
        .without_environment()
        .sampler(Sampler::AlwaysOff)
        .exporter(spans.clone())
        .build()
        .unwrap();
    telemetry.scope(|| unseen(&counter)).unwrap();
    assert_eq!(counter.get(), 0);
    assert!(traced(|| unseen(&counter)).0.is_ok());
    assert_eq!(counter.get(), 1);
}
