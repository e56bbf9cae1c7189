//! Traces that go through the environment of a process.

use std::process::Command;

use journey_tests::{span, traced};
use opentelemetry::{Context, KeyValue, baggage::BaggageExt, trace::TraceContextExt};
use otel_runtime::{extract_environment, inject_command, traced};

/// Says in the child which test is to be the child's part.
const CHILD: &str = "PROPAGATION_TEST_CHILD";

fn child() -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", "processes::what_the_child_sees", "--nocapture"])
        .env(CHILD, "1")
        .env("TRACEPARENT", "inherited")
        .env("TRACESTATE", "inherited=1");
    command
}

#[traced]
fn start(mut command: Command) -> String {
    let members = [KeyValue::new("tenant", "a b")];
    let _attached = Context::current_with_baggage(members).attach();
    inject_command(&mut command);
    let output = command.output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn what_the_child_sees() {
    if std::env::var_os(CHILD).is_none() {
        return;
    }
    let (context, _) = traced(extract_environment);
    let span = context.span();
    let parent = span.span_context();
    let state = parent.trace_state().header();
    let tenant = context.baggage().get("tenant").map(ToString::to_string);
    let inherited = std::env::var("TRACESTATE").is_ok();
    eprintln!(
        "child: {} {} {state:?} {tenant:?} {inherited}",
        parent.trace_id(),
        parent.span_id()
    );
}

#[test]
fn a_child_process_goes_on_with_the_trace_and_with_nothing_of_before() {
    let (said, spans) = traced(|| start(child()));
    let parent = &span(&spans, "start").span_context;
    let ids = format!("{} {}", parent.trace_id(), parent.span_id());
    assert!(
        said.contains(&format!("child: {ids} \"\" Some(\"a b\") false")),
        "{said}"
    );
}
