//! `ok`, `err(...)`, and errors that misbehave.

use std::{error::Error, fmt};

use journey_tests::{span, traced, values};
use otel_runtime::traced;

#[traced(ok)]
fn sets_ok(fail: bool) -> Result<(), String> {
    if fail {
        Err("failed".to_owned())
    } else {
        Ok(())
    }
}

#[traced(ok)]
fn sets_ok_without_result() {}

#[traced(err(off))]
fn off() -> Result<(), String> {
    Err("failed".to_owned())
}

#[traced(err(display))]
fn display() -> Result<(), String> {
    Err("failed \"here\"".to_owned())
}

#[traced(err(debug))]
fn debug() -> Result<(), String> {
    Err("failed".to_owned())
}

#[test]
fn success_is_ok_where_asked_for() {
    let (_, spans) = traced(|| sets_ok(false));
    spans.assert_tree("sets_ok ok");
    let (_, spans) = traced(|| sets_ok(true));
    spans.assert_tree("sets_ok error=\"failed\"");
    let ((), spans) = traced(sets_ok_without_result);
    spans.assert_tree("sets_ok_without_result ok");
}

#[test]
fn the_form_of_the_message() {
    let (_, spans) = traced(off);
    spans.assert_tree("off");
    assert!(span(&spans, "off").events.is_empty());
    let (_, spans) = traced(display);
    spans.assert_tree(r#"display error="failed \"here\"""#);
    let (_, spans) = traced(debug);
    spans.assert_tree(r#"debug error="\"failed\"""#);
}

/// Fails in every way an error can.
#[derive(Debug)]
struct Bomb;

impl fmt::Display for Bomb {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        std::panic::resume_unwind(Box::new("bomb"))
    }
}

impl Error for Bomb {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        std::panic::resume_unwind(Box::new("bomb"))
    }
}

#[traced(attrs(before = 1))]
fn bomb() -> Result<(), Bomb> {
    Err(Bomb)
}

#[test]
fn an_error_that_panics_is_the_spans_and_not_the_functions() {
    let (result, spans) = traced(bomb);
    assert!(result.is_err());
    spans.assert_tree("bomb error=\"(formatting this value panicked)\" before=1");
}

#[traced(attrs(shown = %value, debugged = ?value), mask(secret), args(secret))]
fn bomb_in_attributes(value: Bomb, secret: Bomb) {
    let _ = (value, secret);
}

#[test]
fn an_attribute_that_panics_is_the_spans_and_not_the_functions() {
    let ((), spans) = traced(|| bomb_in_attributes(Bomb, Bomb));
    let span = span(&spans, "bomb_in_attributes");
    assert_eq!(
        values(&span, "shown"),
        ["(formatting this value panicked)".into()]
    );
    assert_eq!(values(&span, "debugged"), ["Bomb".into()]);
    assert!(values(&span, "secret").is_empty());
}

/// A `Display` that says it failed.
struct Refusing(&'static str);

impl fmt::Display for Refusing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)?;
        Err(fmt::Error)
    }
}

#[traced(attrs(refusing = %value), args(masked), mask(masked))]
fn refusing(value: Refusing, masked: Refusing) -> Result<(), Refusing> {
    let _ = masked;
    Err(value)
}

#[test]
fn a_display_that_fails_leaves_what_it_wrote() {
    let (_, spans) = traced(|| refusing(Refusing("so far"), Refusing("secret")));
    spans.assert_tree("refusing error=\"so far\" refusing=\"so far\" masked=\"[REDACTED]\"");
}
