//! A child made by `fork` leaves to its parent what is the parent's, and traces on.

use std::{collections::HashSet, time::Duration};

use otel_runtime::{Otlp, Telemetry};
use otlp_sink::Sink;

use crate::program::{Program, run};

/// No two roots have the same trace.
#[track_caller]
fn assert_distinct(sink: &Sink) {
    let spans = sink.spans();
    let spans_alone: HashSet<_> = spans.iter().map(|span| &span.span_id).collect();
    assert_eq!(spans_alone.len(), spans.len());
    let roots: Vec<_> = spans
        .iter()
        .filter(|span| span.parent_span_id.is_empty())
        .collect();
    let traces: HashSet<_> = roots.iter().map(|span| &span.trace_id).collect();
    assert_eq!(traces.len(), roots.len());
}

#[test]
fn parent_and_child_send_their_own_under_ids_of_their_own() {
    let sink = Sink::start();
    let mut program = Program::start("forks", &[sink.endpoint()]);
    let ledger = program.line();
    assert!(ledger.starts_with("100 spans ended;"), "{ledger}");
    assert!(
        ledger.contains("100 exported") && ledger.ends_with("0 pending"),
        "{ledger}"
    );
    assert!(program.end().0.success());
    let counts = ["before", "of_child", "work"].map(|name| sink.count(name));
    assert_eq!(counts, [100, 100, 100]);
    assert_distinct(&sink);
}

#[test]
fn a_span_that_was_open_at_the_fork_is_the_parents() {
    let sink = Sink::start();
    let mut program = Program::start("forks-in-a-span", &[sink.endpoint()]);
    let ledger = program.line();
    assert!(ledger.starts_with("10 spans ended;"), "{ledger}");
    assert!(program.end().0.success());
    let counts = ["outer", "before", "of_child"].map(|name| sink.count(name));
    assert_eq!(counts, [1, 1, 10]);
    let spans = sink.spans();
    let outer = spans.iter().find(|span| span.name == "outer").unwrap();
    let in_it = |name: &str, parent: &[u8]| {
        let mut named = spans.iter().filter(|span| span.name == name);
        named.all(|span| span.parent_span_id == parent)
    };
    assert!(in_it("before", &outer.span_id));
    assert!(in_it("of_child", &outer.span_id));
}

#[test]
fn a_child_that_traces_nothing_sends_nothing_and_waits_for_nobody() {
    for (case, line) in [("forks-a-silent-child", true), ("forks-and-drops", false)] {
        let sink = Sink::start();
        let mut program = Program::start(case, &[sink.endpoint()]);
        if line {
            assert!(program.line().starts_with("0 spans ended;"));
        }
        let (status, took) = program.end();
        assert!(status.success());
        assert!(took < Duration::from_secs(4), "{took:?}");
        assert_eq!(sink.count("before"), 100);
    }
}

#[test]
fn a_spool_is_the_parents_and_free_when_both_have_ended() {
    let folder = std::env::temp_dir().join(format!("otel-fork-{}", std::process::id()));
    let sink = Sink::start();
    let path = folder.to_str().unwrap();
    let mut program = Program::start("forks-with-a-spool", &[sink.endpoint(), path]);
    let ledger = program.line();
    assert!(ledger.starts_with("100 spans ended;"), "{ledger}");
    assert!(program.end().0.success());
    let counts = ["before", "of_child", "work"].map(|name| sink.count(name));
    assert_eq!(counts, [100, 100, 100]);
    let otlp = Otlp::grpc().endpoint(sink.endpoint()).spool(&*folder);
    let next = Telemetry::builder().without_environment().exporter(otlp);
    assert_eq!(next.build().unwrap().shutdown(), Ok(()));
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_child_may_fork_again_and_trace_in_threads_of_its_own() {
    let sink = Sink::start();
    assert_eq!(run("forks-twice", &[sink.endpoint()]), Some(0));
    let counts = ["before", "of_child", "of_grandchild"].map(|name| sink.count(name));
    assert_eq!(counts, [10, 10, 10]);
    assert_distinct(&sink);
}

#[test]
fn a_console_prints_in_parent_and_child_what_is_theirs() {
    let mut program = Program::start("forks-with-a-console", &[]);
    let text = program.rest();
    assert!(program.end().0.success());
    let printed = ["before", "of_child", "work"].map(|name| text.matches(name).count());
    assert_eq!(printed, [2, 1, 1], "{text}");
}

#[test]
fn who_was_writing_at_the_fork_does_not_stop_the_child() {
    let mut program = Program::start_overheard("forks-while-others-write");
    let (lines, warnings) = (program.rest(), program.warnings());
    assert!(program.end().0.success(), "{warnings}");
    for text in [lines, warnings] {
        assert_eq!(text.matches("of_child").count(), 1, "{text}");
    }
}

#[test]
fn spans_in_memory_that_were_read_at_the_fork_are_no_lock_for_the_child() {
    assert_eq!(run("forks-while-memory-is-read", &[]), Some(0));
}

#[test]
fn a_signal_to_the_child_ends_the_child_alone() {
    let sink = Sink::start();
    let mut program = Program::start("forks-and-watches-signals", &[sink.endpoint()]);
    let child = program.line().parse::<i32>().unwrap();
    let child = fork::ProcessId::try_from(child).unwrap();
    fork::signal_process(child, fork::Signal::TERM).unwrap();
    assert_eq!(program.line(), "15");
    assert!(program.end().0.success());
    let counts = ["before", "of_child", "work"].map(|name| sink.count(name));
    assert_eq!(counts, [100, 200, 100]);
}

#[test]
fn no_lock_that_was_held_at_the_fork_is_waited_for() {
    let sink = Sink::start();
    let mut program = Program::start("forks-among-busy-threads", &[sink.endpoint()]);
    let exported: usize = program.line().parse().unwrap();
    assert!(program.end().0.success());
    assert_eq!(sink.count("before"), exported);
    assert_eq!(sink.count("of_child"), 150);
    assert_distinct(&sink);
}

#[test]
fn a_child_has_the_backends_that_its_parent_had_at_the_fork() {
    let [first, added, removed] = [Sink::start(), Sink::start(), Sink::start()];
    let endpoints = [&first, &added, &removed].map(Sink::endpoint);
    let mut program = Program::start("forks-after-changes", &endpoints);
    let ledger = program.line();
    assert!(ledger.starts_with("110 spans ended;"), "{ledger}");
    assert!(program.end().0.success());
    let counts = |sink: &Sink| ["before", "of_child", "work"].map(|name| sink.count(name));
    assert_eq!(counts(&first), [100, 110, 100]);
    assert_eq!(counts(&added), [0, 100, 100]);
    assert_eq!(counts(&removed), [100, 0, 0]);
    assert_distinct(&first);
}

#[test]
fn a_child_adds_and_removes_for_itself_alone() {
    let [first, added] = [Sink::start(), Sink::start()];
    let endpoints = [&first, &added].map(Sink::endpoint);
    let mut program = Program::start("forks-and-adds", &endpoints);
    let ledger = program.line();
    assert!(ledger.starts_with("100 spans ended;"), "{ledger}");
    assert!(program.end().0.success());
    let counts = |sink: &Sink| ["before", "of_child", "work"].map(|name| sink.count(name));
    assert_eq!(counts(&first), [100, 0, 100]);
    assert_eq!(counts(&added), [0, 100, 0]);
}

#[test]
fn a_child_samples_as_its_parent_did_until_it_is_told_otherwise() {
    let sink = Sink::start();
    let mut program = Program::start("forks-and-samples", &[sink.endpoint()]);
    let ledger = program.line();
    assert!(ledger.starts_with("10 spans ended;"), "{ledger}");
    assert!(program.end().0.success());
    let counts = ["before", "of_child", "work"].map(|name| sink.count(name));
    assert_eq!(counts, [0, 10, 0]);
}

#[test]
fn a_fork_amid_a_change_of_backends_loses_none() {
    let [sink, other] = [Sink::start(), Sink::start()];
    let endpoints = [sink.endpoint(), other.endpoint()];
    assert_eq!(run("forks-among-changes", &endpoints), Some(0));
    assert_eq!(sink.count("of_child"), 300);
}

#[test]
fn metrics_of_a_child_are_its_own() {
    let sink = Sink::start();
    let mut program = Program::start("forks-and-observes", &[sink.endpoint()]);
    assert_eq!([program.line(), program.line()], ["10", "200"]);
    assert!(program.end().0.success());
}
