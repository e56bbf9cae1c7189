//! Every kind of error.

use std::{error::Error, fmt};

use journey_tests::{span, traced, values};
use opentelemetry::{Value, trace::Status};
use opentelemetry_sdk::trace::SpanData;
use otel_runtime::traced;

#[derive(Debug)]
struct Declined(Cause);

#[derive(Debug)]
struct Cause;

impl fmt::Display for Declined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("declined")
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no funds")
    }
}

impl Error for Declined {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.0)
    }
}

impl Error for Cause {}

struct Shown;

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("shown")
    }
}

#[derive(Debug)]
#[allow(dead_code)]
struct Debugged(u8);

struct Opaque;

#[traced("call")]
fn standard() -> Result<(), Declined> {
    Err(Declined(Cause))
}

#[traced("call")]
fn boxed() -> Result<(), Box<dyn Error>> {
    Err(Box::new(Declined(Cause)))
}

#[traced("call")]
fn boxed_send() -> Result<(), Box<dyn Error + Send + Sync>> {
    Err(Box::new(Declined(Cause)))
}

#[traced("call")]
fn any() -> anyhow::Result<()> {
    Err(anyhow::Error::new(Declined(Cause)).context("payment"))
}

#[traced("call")]
fn shown() -> Result<(), Shown> {
    Err(Shown)
}

#[traced("call")]
fn debugged() -> Result<(), Debugged> {
    Err(Debugged(1))
}

#[traced("call")]
fn opaque() -> Result<(), Opaque> {
    Err(Opaque)
}

#[traced("call")]
fn text() -> Result<(), &'static str> {
    Err("text")
}

#[traced("call")]
fn generic<E>(error: E) -> Result<(), E> {
    Err(error)
}

#[traced("call")]
fn generic_display<E: fmt::Display>(error: E) -> Result<(), E> {
    Err(error)
}

#[traced("call")]
fn generic_error<E: Error>(error: E) -> Result<(), E> {
    Err(error)
}

/// The failed span of one call.
fn failed<T, E>(work: impl FnOnce() -> Result<T, E>) -> SpanData {
    let (result, spans) = traced(work);
    assert!(result.is_err());
    span(&spans, "call")
}

/// Asserts status, type, and that there is one event that says the same.
#[track_caller]
fn assert_failed(span: &SpanData, error_type: &str, message: &str) {
    assert_eq!(span.status, Status::error(message.to_owned()));
    let types = values(span, "error.type");
    assert_eq!(types.len(), 1);
    assert!(types[0].as_str().contains(error_type), "{types:?}");
    assert_eq!(span.events.len(), 1);
    let event = &span.events[0];
    assert_eq!(event.name, "exception");
    assert!(event.timestamp >= span.start_time && event.timestamp <= span.end_time);
    let of_event = |key: &str| -> Option<Value> {
        let mut pairs = event.attributes.iter();
        pairs
            .find(|pair| pair.key.as_str() == key)
            .map(|pair| pair.value.clone())
    };
    assert_eq!(of_event("exception.type").as_ref(), types.first());
    if !message.contains(error_type) {
        assert_eq!(
            of_event("exception.message"),
            Some(message.to_owned().into())
        );
    }
}

#[test]
fn an_error_with_its_sources() {
    assert_failed(&failed(standard), "Declined", "declined: no funds");
    assert_failed(&failed(boxed), "Error", "declined: no funds");
    assert_failed(&failed(boxed_send), "Error", "declined: no funds");
    assert_failed(&failed(any), "anyhow::Error", "payment: declined: no funds");
    let generic = failed(|| generic_error(Declined(Cause)));
    assert_failed(&generic, "Declined", "declined: no funds");
}

#[test]
fn an_error_that_can_only_be_shown() {
    assert_failed(&failed(shown), "Shown", "shown");
    assert_failed(&failed(text), "str", "text");
    assert_failed(&failed(|| generic_display(Shown)), "Shown", "shown");
}

#[test]
fn an_error_for_programmers() {
    assert_failed(&failed(debugged), "Debugged", "Debugged(1)");
}

#[test]
fn an_error_of_which_only_the_type_is_known() {
    let span = failed(opaque);
    let name = std::any::type_name::<Opaque>();
    assert_failed(&span, "Opaque", name);
    assert_failed(
        &failed(|| generic(Declined(Cause))),
        "Declined",
        std::any::type_name::<Declined>(),
    );
}
