//! `install`: the telemetry of the process. A program of its own, and one test in it.
#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::HashMap;

use journey_tests::{builder, says_sampled};
use opentelemetry::{global, trace::Tracer};
use otel_runtime::traced;

#[traced]
fn call() -> HashMap<String, String> {
    global::tracer("library").in_span("library", |_| leaf());
    let mut headers = HashMap::new();
    otel_runtime::inject(&mut headers);
    headers
}

#[traced]
fn leaf() {}

const TREE: &str = "call\n  library\n    leaf";

#[test]
fn the_telemetry_of_the_process() {
    call();
    // The first is everybody's, on every thread.
    let (first, first_spans) = builder();
    let first = first.install().unwrap();
    let headers = call();
    assert!(says_sampled(&headers));
    std::thread::spawn(call).join().unwrap();
    first.flush().unwrap();
    first_spans.assert_tree(&format!("{TREE}\n{TREE}"));
    first_spans.clear();

    // A scope wins over it, and ends.
    let (headers, scoped_spans) = journey_tests::traced(call);
    assert!(says_sampled(&headers));
    scoped_spans.assert_tree(TREE);
    call();
    first.flush().unwrap();
    first_spans.assert_tree(TREE);
    first_spans.clear();

    // The next takes its place, also in threads that knew the first, and in scopes.
    let (second, second_spans) = builder();
    let second = second.install().unwrap();
    call();
    let ((), scoped_spans) = journey_tests::traced(|| drop(call()));
    scoped_spans.assert_tree(TREE);
    first.shutdown().unwrap();
    call();
    second.flush().unwrap();
    second_spans.assert_tree(&format!("{TREE}\n{TREE}"));
    assert!(first_spans.spans().is_empty());

    // After the last has gone, functions just work.
    drop(second);
    assert!(call().is_empty());
    assert_eq!(second_spans.spans().len(), 6);
}
