//! Traces that go through the environment of a process.

use std::process::Command;

use journey_tests::{builder, span, traced};
use opentelemetry::{Context, KeyValue, baggage::BaggageExt, trace::TraceContextExt};
use otel_runtime::{Propagator, Telemetry, extract_environment, inject_command, traced};

/// Says in the child which test is to be the child's part.
const CHILD: &str = "PROPAGATION_TEST_CHILD";

fn child(part: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", part, "--nocapture"])
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
    let (said, spans) = traced(|| start(child("processes::what_the_child_sees")));
    let parent = &span(&spans, "start").span_context;
    let ids = format!("{} {}", parent.trace_id(), parent.span_id());
    assert!(
        said.contains(&format!("child: {ids} \"\" Some(\"a b\") false")),
        "{said}"
    );
}

fn jaeger() -> Telemetry {
    builder()
        .0
        .propagators([Propagator::Jaeger])
        .build()
        .unwrap()
}

#[test]
fn what_the_child_sees_of_jaeger() {
    if std::env::var_os(CHILD).is_none() {
        return;
    }
    let context = jaeger().scope(extract_environment);
    let id = context.span().span_context().trace_id();
    let tenant = context.baggage().get("tenant").map(ToString::to_string);
    eprintln!("child: {id} {tenant:?} {}", context.baggage().len());
}

#[test]
fn the_baggage_of_jaeger_goes_to_a_child_process_and_that_of_before_does_not() {
    let mut command = child("processes::what_the_child_sees_of_jaeger");
    command.env("UBERCTX_OLD", "inherited");
    let said = jaeger().scope(|| start(command));
    assert!(said.contains(" Some(\"a b\") 1"), "{said}");
}
