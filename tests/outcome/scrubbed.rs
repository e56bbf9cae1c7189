//! Masked values in the text of the span's own error or panic.

use std::{
    fmt,
    panic::{AssertUnwindSafe, catch_unwind},
};

use futures::FutureExt;
use journey_tests::{span, traced, traced_async};
use opentelemetry::trace::Status;
use otel_runtime::{MemoryExporter, traced};

/// Asserts that `secret` stands nowhere in the spans, and that there are `count` spans.
#[track_caller]
fn assert_hidden(spans: &MemoryExporter, secret: &str, count: usize) {
    let spans = spans.spans();
    assert_eq!(spans.len(), count);
    let all = format!("{spans:?}");
    assert!(!all.contains(secret), "{secret} in {all}");
}

#[traced(mask(password))]
fn login(password: &str) -> Result<(), String> {
    Err(format!("no user with {password} or {password:?}"))
}

#[test]
fn of_an_argument_that_nobody_records() {
    let (_, spans) = traced(|| login("hunter2"));
    let span = span(&spans, "login");
    let text = "no user with [REDACTED] or [REDACTED]";
    assert_eq!(span.status, Status::error(text));
    let event = &span.events[0].attributes;
    assert!(
        event.iter().any(|pair| pair.value.as_str() == text),
        "{event:?}"
    );
    assert!(
        span.attributes
            .iter()
            .all(|pair| pair.key.as_str() == "error.type")
    );
    assert_hidden(&spans, "hunter2", 1);
}

#[test]
fn of_one_with_characters_that_debug_escapes() {
    let (_, spans) = traced(|| login("a\"b\\c\nd"));
    let text = "no user with [REDACTED] or [REDACTED]";
    assert_eq!(span(&spans, "login").status, Status::error(text));
}

#[test]
fn the_next_call_knows_nothing_of_it() {
    #[traced]
    fn says(text: &str) -> Result<(), String> {
        Err(text.to_owned())
    }
    let (_, spans) = traced(|| {
        drop(login("hunter2"));
        says("hunter2")
    });
    assert_eq!(span(&spans, "says").status, Status::error("hunter2"));
}

#[traced(mask(pin))]
fn short(pin: &str) -> Result<(), String> {
    Err(format!("wrong {pin}"))
}

#[test]
fn a_text_of_less_than_four_bytes_is_not_looked_for() {
    let (_, spans) = traced(|| short("123"));
    assert_eq!(span(&spans, "short").status, Status::error("wrong 123"));
    let (_, spans) = traced(|| short("1234"));
    assert_eq!(
        span(&spans, "short").status,
        Status::error("wrong [REDACTED]")
    );
}

fn breaks(_: &str) -> String {
    std::panic::resume_unwind(Box::new("mask"))
}

fn stars(text: &str) -> String {
    "*".repeat(text.len())
}

#[traced(args(card, pin), mask(card = last4, mail = email, pin = stars, key = breaks))]
fn each(card: &str, mail: &str, pin: u64, key: &str) -> Result<(), String> {
    Err(format!("{card}, {mail}, {pin}, {key}"))
}

#[test]
fn each_as_its_mask_shows_it() {
    let (_, spans) = traced(|| each("4111111111111234", "ada@example.com", 123_456, "s3cret"));
    let text = "****1234, a***@example.com, ******, [REDACTED]";
    assert_eq!(span(&spans, "each").status, Status::error(text));
}

#[test]
fn a_hash_is_the_same_in_text_and_attribute() {
    #[traced(args(id), mask(id = hash))]
    fn hashed(id: u64) -> Result<(), u64> {
        Err(id)
    }
    let (_, spans) = traced(|| hashed(123_456));
    let span = span(&spans, "hashed");
    let shown = journey_tests::values(&span, "id").remove(0);
    assert_eq!(span.status, Status::error(shown.as_str().into_owned()));
    assert_hidden(&spans, "123456", 1);
}

/// Can only be shown to programmers.
#[derive(Clone, Debug)]
#[allow(dead_code)]
struct Token(&'static str);

/// Can only be shown to users.
struct Shown(&'static str);

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

#[test]
fn of_types_with_one_of_the_traits() {
    #[traced(mask(token, shown))]
    fn call(token: Token, shown: Shown) -> Result<(), String> {
        Err(format!("{token:?}, alone {}; {shown}", token.0))
    }
    let (_, spans) = traced(|| call(Token("s3cret"), Shown("hunter2")));
    let text = "[REDACTED], alone [REDACTED]; [REDACTED]";
    assert_eq!(span(&spans, "call").status, Status::error(text));
}

#[test]
fn of_the_value_in_an_option() {
    #[traced(mask(token))]
    fn call(token: Option<String>) -> Result<(), String> {
        Err(format!(
            "{token:?}: {}",
            token.as_deref().unwrap_or_default()
        ))
    }
    let (_, spans) = traced(|| call(Some("s3cret".to_owned())));
    assert_eq!(
        span(&spans, "call").status,
        Status::error("[REDACTED]: [REDACTED]")
    );
    let (_, spans) = traced(|| call(None));
    assert_eq!(span(&spans, "call").status, Status::error("[REDACTED]: "));
}

struct Request {
    user: String,
}

#[traced(attrs(user = request.user, size = key.len()), mask(request, key))]
fn of_parts(request: &Request, key: &str) -> Result<(), String> {
    Err(format!("no {} with {key}", request.user))
}

#[test]
fn of_an_argument_that_an_attribute_is_made_from() {
    let user = "lovelace".to_owned();
    let (_, spans) = traced(|| of_parts(&Request { user }, "s3cret"));
    let text = "no [REDACTED] with [REDACTED]";
    assert_eq!(span(&spans, "of_parts").status, Status::error(text));
}

#[traced(attrs("secret" = Token("s3cret").0), mask("secret"))]
fn keyed() -> Result<(), &'static str> {
    Err("it is s3cret")
}

#[test]
fn of_a_recorded_key() {
    let (_, spans) = traced(keyed);
    assert_eq!(
        span(&spans, "keyed").status,
        Status::error("it is [REDACTED]")
    );
}

#[traced(mask(key))]
fn panics(key: &str) {
    panic!("no lock for {key}");
}

#[test]
fn of_a_panic() {
    let (result, spans) = traced(|| catch_unwind(|| panics("s3cret")));
    let payload = result.unwrap_err();
    assert_eq!(
        payload.downcast_ref::<String>().unwrap(),
        "no lock for s3cret"
    );
    spans.assert_tree("panics panicked=\"no lock for [REDACTED]\"");
    assert_hidden(&spans, "s3cret", 1);
}

#[traced(mask(key))]
async fn fails_late(key: String, panic: bool) -> Result<(), String> {
    tokio::task::yield_now().await;
    assert!(!panic, "no lock for {key}");
    Err(format!("no entry for {key}"))
}

#[tokio::test]
async fn of_a_future() {
    let (_, spans) = traced_async(fails_late("s3cret".to_owned(), false)).await;
    spans.assert_tree("fails_late error=\"no entry for [REDACTED]\"");
    assert_hidden(&spans, "s3cret", 1);
    let future = AssertUnwindSafe(fails_late("s3cret".to_owned(), true)).catch_unwind();
    let (result, spans) = traced_async(future).await;
    assert!(result.is_err());
    spans.assert_tree("fails_late panicked=\"no lock for [REDACTED]\"");
    assert_hidden(&spans, "s3cret", 1);
}

/// Counts how often it is rendered.
struct Counted<'a>(&'a std::cell::Cell<usize>);

impl fmt::Display for Counted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.set(self.0.get() + 1);
        f.write_str("counted")
    }
}

#[test]
fn nothing_is_rendered_where_nothing_records() {
    #[traced(mask(_value), when = traces)]
    fn call(_value: Counted<'_>, traces: bool) {}
    let count = std::cell::Cell::new(0);
    traced(|| call(Counted(&count), false));
    assert_eq!(count.get(), 0);
    traced(|| call(Counted(&count), true));
    assert_eq!(count.get(), 1);
}
