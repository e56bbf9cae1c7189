//! An error that goes up through several spans is one event, where it first appeared.

use std::{error::Error, io};

use journey_tests::{span, traced};
use opentelemetry::trace::Status;
use otel_runtime::{MemoryExporter, traced};

#[derive(Debug, thiserror::Error)]
#[error("no funds on {0}")]
struct NoFunds(u64);

#[derive(Debug, thiserror::Error)]
enum ChargeError {
    #[error("charge failed: {0}")]
    Said(#[from] NoFunds),
    #[error("charge refused")]
    Unsaid(#[source] NoFunds),
    #[error(transparent)]
    Transparent(NoFunds),
}

/// The names of the spans that failed, and of those that have an event.
#[track_caller]
fn assert_events(spans: &MemoryExporter, failed: &[&str], with_event: &[&str]) {
    let spans = spans.spans();
    let names = |has: fn(&opentelemetry_sdk::trace::SpanData) -> bool| {
        let mut names: Vec<String> = spans
            .iter()
            .filter(|span| has(span))
            .map(|span| span.name.to_string())
            .collect();
        names.sort();
        names
    };
    let is_error = |span: &opentelemetry_sdk::trace::SpanData| {
        let typed = span
            .attributes
            .iter()
            .any(|pair| pair.key.as_str() == "error.type");
        assert_eq!(typed, matches!(span.status, Status::Error { .. }));
        typed
    };
    assert_eq!(names(is_error), failed);
    assert_eq!(names(|span| !span.events.is_empty()), with_event);
}

#[traced]
fn inner() -> Result<(), NoFunds> {
    Err(NoFunds(7))
}

#[test]
fn the_same_error_through_five_functions() {
    #[traced]
    fn one() -> Result<(), NoFunds> {
        two()
    }
    #[traced]
    fn two() -> Result<(), NoFunds> {
        three()?;
        Ok(())
    }
    #[traced]
    fn three() -> Result<(), NoFunds> {
        four().inspect_err(|_| {})
    }
    #[traced]
    fn four() -> Result<(), NoFunds> {
        inner()
    }
    let (_, spans) = traced(one);
    assert_events(
        &spans,
        &["four", "inner", "one", "three", "two"],
        &["inner"],
    );
    for span in spans.spans() {
        assert_eq!(span.status, Status::error("no funds on 7"));
    }
}

#[traced("outer")]
fn said() -> Result<(), ChargeError> {
    Ok(inner()?)
}

#[traced("outer")]
fn unsaid() -> Result<(), ChargeError> {
    inner().map_err(ChargeError::Unsaid)
}

#[traced("outer")]
fn transparent() -> Result<(), ChargeError> {
    inner().map_err(ChargeError::Transparent)
}

#[traced("outer")]
fn boxed() -> Result<(), Box<dyn Error + Send + Sync>> {
    Ok(inner()?)
}

#[traced("outer")]
fn boxed_and_wrapped() -> Result<(), Box<dyn Error>> {
    Ok(inner().map_err(ChargeError::Unsaid)?)
}

#[traced("outer")]
fn any() -> anyhow::Result<()> {
    Ok(inner()?)
}

#[traced("outer")]
fn in_context() -> anyhow::Result<()> {
    use anyhow::Context;
    inner().context("checkout").context("request")
}

#[traced("outer")]
fn of_input() -> io::Result<()> {
    inner().map_err(io::Error::other)
}

#[traced("outer")]
fn as_text() -> Result<(), String> {
    inner().map_err(|error| error.to_string())
}

#[test]
fn every_way_to_wrap_it() {
    let wrapped: [(fn(), &str); 9] = [
        (|| drop(said()), "charge failed: no funds on 7"),
        (|| drop(unsaid()), "charge refused: no funds on 7"),
        (|| drop(transparent()), "no funds on 7"),
        (|| drop(boxed()), "no funds on 7"),
        (
            || drop(boxed_and_wrapped()),
            "charge refused: no funds on 7",
        ),
        (|| drop(any()), "no funds on 7"),
        (|| drop(in_context()), "request: checkout: no funds on 7"),
        (|| drop(of_input()), "no funds on 7"),
        (|| drop(as_text()), "no funds on 7"),
    ];
    for (work, text) in wrapped {
        let ((), spans) = traced(work);
        assert_events(&spans, &["inner", "outer"], &["inner"]);
        assert_eq!(span(&spans, "outer").status, Status::error(text));
    }
}

#[test]
fn a_text_made_of_the_whole_chain() {
    #[traced]
    fn flattened() -> Result<(), String> {
        in_context().map_err(|error| format!("{error:#}"))
    }
    let (_, spans) = traced(flattened);
    assert_events(&spans, &["flattened", "inner", "outer"], &["inner"]);
}

#[test]
fn a_text_that_only_holds_the_error_is_recorded_twice() {
    #[traced]
    fn mentions() -> Result<(), String> {
        inner().map_err(|error| format!("order 4: {error}"))
    }
    let (_, spans) = traced(mentions);
    assert_events(&spans, &["inner", "mentions"], &["inner", "mentions"]);
}

#[test]
fn an_error_of_which_only_the_type_is_known() {
    struct Opaque;
    #[traced]
    fn opaque() -> Result<(), Opaque> {
        Err(Opaque)
    }
    #[traced]
    fn outer() -> Result<(), Opaque> {
        opaque()
    }
    let (_, spans) = traced(outer);
    assert_events(&spans, &["opaque", "outer"], &["opaque"]);
}

#[test]
fn an_unrelated_error_after_a_swallowed_one_is_recorded() {
    #[traced]
    fn swallows() -> Result<(), NoFunds> {
        let _ = inner();
        Err(NoFunds(8))
    }
    let (_, spans) = traced(swallows);
    assert_events(&spans, &["inner", "swallows"], &["inner", "swallows"]);
}

#[test]
fn a_panic_is_not_an_error_of_the_same_text() {
    #[traced]
    fn panics() {
        std::panic::panic_any("boom");
    }
    #[traced]
    fn catches() -> Result<(), &'static str> {
        std::panic::catch_unwind(panics).map_err(|_| "boom")
    }
    let (_, spans) = traced(catches);
    assert_events(&spans, &["catches", "panics"], &["catches", "panics"]);
}

#[test]
fn the_next_call_knows_nothing_of_the_one_before() {
    #[traced]
    fn fails_by_itself() -> Result<(), NoFunds> {
        Err(NoFunds(7))
    }
    // The memory of the first call's span is used for the second's.
    let ((), spans) = traced(|| {
        drop(said());
        drop(fails_by_itself());
    });
    assert_events(
        &spans,
        &["fails_by_itself", "inner", "outer"],
        &["fails_by_itself", "inner"],
    );
}

#[test]
fn a_grandchilds_error_is_recorded_again_above_one_that_did_not_fail() {
    #[traced]
    fn hands_over() -> (Result<(), NoFunds>,) {
        (inner(),)
    }
    #[traced]
    fn outer() -> Result<(), NoFunds> {
        hands_over().0
    }
    let (_, spans) = traced(outer);
    assert_events(&spans, &["inner", "outer"], &["inner", "outer"]);
}

#[test]
fn a_child_that_records_nothing_leaves_the_event_to_its_parent() {
    #[traced(when = false)]
    fn untraced() -> Result<(), NoFunds> {
        Err(NoFunds(7))
    }
    #[traced(err(off))]
    fn off() -> Result<(), NoFunds> {
        Err(NoFunds(7))
    }
    #[traced]
    fn outer(off_too: bool) -> Result<(), NoFunds> {
        if off_too { off() } else { untraced() }
    }
    for off_too in [false, true] {
        let (_, spans) = traced(|| outer(off_too));
        assert_events(&spans, &["outer"], &["outer"]);
    }
}
