//! Stack traces of errors, for which a variable asks.

use std::process::Command;

use journey_tests::{span, traced};
use otel_runtime::traced;

#[traced]
fn fails() -> Result<(), String> {
    Err("failed".to_owned())
}

/// Runs only as the child of the test below: says whether its exception has a stack trace.
#[test]
#[ignore = "the child of another test"]
#[allow(clippy::print_stdout)]
fn child() {
    let (_, spans) = traced(fails);
    let exception = &span(&spans, "fails").events.events[0];
    let mut attributes = exception.attributes.iter();
    let stack = attributes.find(|pair| pair.key.as_str() == "exception.stacktrace");
    let is_there = stack.is_some_and(|pair| pair.value.as_str().contains("stacks::fails"));
    println!("has a stack trace: {is_there}");
}

#[test]
fn an_exception_has_one_where_libraries_are_asked_for_it_and_panics_alone_do_not_ask() {
    for (name, value, expected) in [
        ("RUST_LIB_BACKTRACE", "1", true),
        ("RUST_LIB_BACKTRACE", "0", false),
        ("RUST_BACKTRACE", "1", false),
    ] {
        let output = Command::new(std::env::current_exe().unwrap())
            .args(["stacks::child", "--exact", "--ignored", "--nocapture"])
            .env_remove("RUST_BACKTRACE")
            .env_remove("RUST_LIB_BACKTRACE")
            .env(name, value)
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let line = format!("has a stack trace: {expected}");
        assert!(text.contains(&line), "{name}={value}: {text}");
    }
}
