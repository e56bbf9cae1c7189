//! When the console prints, and what it does with what comes late, is too much, or cannot be written.

#![allow(clippy::unwrap_used)]

use super::ConsoleExporter;
use super::block::Part;
use super::traces::Traces;
use crate::export::fixture::{Fixture, span, spans};
use opentelemetry::Context;
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::trace::SpanExporter;
use std::io::{Error, ErrorKind, Result, Write};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// A writer that keeps what is written.
#[derive(Clone, Default)]
pub(super) struct Screen(Arc<Mutex<Vec<u8>>>);

impl Screen {
    pub(super) fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }

    /// The lines about whole traces, and the names of the spans.
    fn lines(&self) -> Vec<String> {
        let text = self.text();
        let lines = text.lines().filter(|line| !line.is_empty());
        lines
            .map(|line| line.split("  ").next().unwrap().to_string())
            .collect()
    }
}

impl Write for Screen {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}

pub(super) fn send(console: &ConsoleExporter, fixtures: impl IntoIterator<Item = Fixture>) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    runtime.block_on(console.export(spans(fixtures))).unwrap();
}

pub(super) fn service(console: &ConsoleExporter, name: &'static str) -> ConsoleExporter {
    let mut console = console.clone();
    console.set_resource(&Resource::builder_empty().with_service_name(name).build());
    console
}

/// A console that prints a trace as soon as its outermost span has ended.
fn hasty() -> (Screen, ConsoleExporter) {
    let screen = Screen::default();
    (
        screen.clone(),
        ConsoleExporter::to(screen).grace(Duration::ZERO),
    )
}

const TRACE: &str = "trace 4bf92f3577b34da6a3ce929d0e0e4736";

#[test]
fn interleaved_traces_are_printed_one_by_one_when_their_roots_have_ended() {
    let (screen, console) = hasty();
    send(
        &console,
        [
            span("child of 1", 2, 1, 1, 3).trace(1),
            span("child of 2", 4, 3, 2, 4).trace(2),
        ],
    );
    assert_eq!(screen.text(), "");
    send(
        &console,
        [
            span("two", 3, 0, 1, 5).trace(2),
            span("child of 3", 6, 5, 2, 4).trace(3),
        ],
    );
    send(&console, [span("one", 1, 0, 0, 6).trace(1)]);
    assert_eq!(
        screen.lines(),
        [
            "trace 00000000000000000000000000000002 · 4.00 µs · 2 spans · unknown_service",
            "two",
            "└─ child of 2",
            "trace 00000000000000000000000000000001 · 6.00 µs · 2 spans · unknown_service",
            "one",
            "└─ child of 1",
        ]
    );
}

#[test]
fn what_comes_late_is_a_continuation() {
    let (screen, console) = hasty();
    send(&console, [span("request", 1, 0, 0, 5)]);
    send(&console, [span("receipt", 2, 1, 4, 90)]);
    assert_eq!(
        screen.lines(),
        [
            format!("{TRACE} · 5.00 µs · 1 span · unknown_service"),
            "request".to_string(),
            format!("{TRACE} (continued) · 86.0 µs · 1 span · unknown_service"),
            "receipt ⇠ 0000000000000001".to_string(),
        ]
    );
}

#[test]
fn a_flush_prints_what_is_unfinished_and_says_so() {
    let (screen, console) = hasty();
    send(&console, [span("step", 2, 1, 0, 5)]);
    console.force_flush().unwrap();
    assert_eq!(
        screen.lines()[0],
        format!("{TRACE} (unfinished) · 5.00 µs · 1 span · unknown_service")
    );
}

#[test]
fn what_is_due_is_printed_without_another_call() {
    struct Announcing(Sender<String>);
    impl Write for Announcing {
        fn write(&mut self, bytes: &[u8]) -> Result<usize> {
            assert!(Context::is_current_telemetry_suppressed());
            let _ = self.0.send(String::from_utf8_lossy(bytes).into_owned());
            Ok(bytes.len())
        }
        fn flush(&mut self) -> Result<()> {
            Ok(())
        }
    }
    let (sender, receiver) = channel();
    let console = ConsoleExporter::to(Announcing(sender)).grace(Duration::from_millis(1));
    // Twice, because the thread ends when nothing waits.
    for trace in 1..=2 {
        send(&console, [span("request", 1, 0, 0, 5).trace(trace)]);
        let text = receiver.recv_timeout(Duration::from_secs(20)).unwrap();
        assert!(
            text.starts_with(&format!("trace {trace:032x} · ")),
            "{text}"
        );
    }
}

#[test]
fn services_wait_for_each_other_and_the_last_one_prints_the_rest() {
    let screen = Screen::default();
    let console = ConsoleExporter::to(screen.clone()).grace(Duration::from_secs(3_600));
    let (front, back) = (service(&console, "front"), service(&console, "back"));
    send(&front, [span("request", 1, 0, 0, 9)]);
    front.shutdown().unwrap();
    assert!(front.shutdown().is_err());
    assert_eq!(screen.text(), "");
    send(&back, [span("answer", 2, 1, 1, 8).remote_parent()]);
    back.shutdown().unwrap();
    assert_eq!(
        screen.lines(),
        [
            format!("{TRACE} · 9.00 µs · 2 spans · front, back"),
            "front".into(),
            "back".into()
        ]
    );
}

#[test]
fn the_last_clone_prints_what_waits() {
    let screen = Screen::default();
    let console = ConsoleExporter::to(screen.clone()).grace(Duration::from_secs(3_600));
    send(&console, [span("request", 1, 0, 0, 9)]);
    drop(console.clone());
    assert_eq!(screen.text(), "");
    drop(console);
    assert_eq!(screen.lines().len(), 2);
}

#[test]
fn a_writer_that_fails_or_panics_harms_nobody() {
    struct Broken(bool);
    impl Write for Broken {
        #[allow(clippy::panic)]
        fn write(&mut self, _: &[u8]) -> Result<usize> {
            assert!(!self.0, "a writer that panics");
            Err(Error::from(ErrorKind::BrokenPipe))
        }
        fn flush(&mut self) -> Result<()> {
            Err(Error::from(ErrorKind::BrokenPipe))
        }
    }
    for panics in [false, true] {
        let console = ConsoleExporter::to(Broken(panics)).grace(Duration::ZERO);
        send(&console, [span("request", 1, 0, 0, 9)]);
        send(&console, [span("request", 1, 0, 0, 9).trace(2)]);
        assert!(console.force_flush().is_ok());
        assert!(console.shutdown().is_ok());
    }
}

/// Traces with a grace of one second, at a moment from which the test counts.
fn patient() -> (Traces, Instant) {
    let mut traces = Traces::default();
    traces.limits.grace = Duration::from_secs(1);
    (traces, Instant::now())
}

fn insert(traces: &mut Traces, fixture: Fixture, now: Instant, shared: bool) {
    traces.insert(fixture.0, "shop".into(), now, shared);
}

#[test]
fn the_wait_depends_on_what_is_known_to_be_open() {
    let seconds = Duration::from_secs;
    let due = |fixtures: &[Fixture], shared: bool| {
        let (mut traces, now) = patient();
        for fixture in fixtures {
            insert(&mut traces, fixture.clone(), now, shared);
        }
        traces.next_due().map(|due| due - now)
    };
    let root = span("root", 1, 0, 0, 9);
    assert_eq!(
        due(&[span("child", 2, 1, 0, 9), root.clone()], false),
        Some(seconds(1)),
        "all have come"
    );
    let server = span("server", 2, 1, 0, 9).remote_parent();
    assert_eq!(
        due(&[span("child", 2, 1, 0, 9)], false),
        None,
        "its parent is open"
    );
    assert_eq!(
        due(&[server.clone(), span("child", 4, 3, 0, 9)], false),
        None,
        "a parent is open"
    );
    assert_eq!(due(std::slice::from_ref(&root), false), Some(seconds(1)));
    assert_eq!(
        due(&[span("task", 4, 3, 0, 9), root.clone()], false),
        Some(seconds(4)),
        "a task is open"
    );
    assert_eq!(
        due(std::slice::from_ref(&server), false),
        Some(seconds(1)),
        "the caller is elsewhere"
    );
    assert_eq!(
        due(std::slice::from_ref(&server), true),
        Some(seconds(4)),
        "the caller may print here"
    );
    assert_eq!(
        due(&[server, root], true),
        Some(seconds(1)),
        "the caller has come"
    );
}

#[test]
fn late_spans_renew_the_wait_but_not_for_ever() {
    let (mut traces, now) = patient();
    for tenth in 0..60 {
        let now = now + Duration::from_millis(tenth * 100);
        insert(&mut traces, span("root", tenth + 1, 0, 0, 9), now, false);
    }
    assert_eq!(traces.next_due(), Some(now + Duration::from_secs(4)));
    let (mut traces, now) = patient();
    insert(&mut traces, span("root", 1, 0, 0, 9), now, false);
    insert(
        &mut traces,
        span("late", 2, 1, 0, 9),
        now + Duration::from_millis(500),
        false,
    );
    assert_eq!(traces.next_due(), Some(now + Duration::from_millis(1_500)));
    assert_eq!(traces.take_due(now + Duration::from_millis(1_499)).len(), 0);
    assert_eq!(traces.take_due(now + Duration::from_millis(1_500)).len(), 1);
}

#[test]
fn more_than_may_wait_is_printed_oldest_first_and_never_lost() {
    let (mut traces, now) = patient();
    (traces.limits.traces, traces.limits.spans) = (3, 10);
    let mut blocks = Vec::new();
    for trace in 1..=5 {
        insert(
            &mut traces,
            span("step", 2, 1, 0, 9).trace(trace),
            now,
            false,
        );
        blocks.extend(traces.take_due(now));
    }
    let names: Vec<u128> = blocks
        .iter()
        .map(|block| u128::from_be_bytes(block.trace.to_bytes()))
        .collect();
    assert_eq!(names, [1, 2]);
    assert!(blocks.iter().all(|block| block.part == Part::Unfinished));
    for id in 10..30 {
        insert(&mut traces, span("step", id, 1, 0, 9).trace(5), now, false);
        blocks.extend(traces.take_due(now));
    }
    let printed: usize = blocks.iter().map(|block| block.spans.len()).sum();
    let waiting: usize = traces
        .take_all()
        .iter()
        .map(|block| block.spans.len())
        .sum();
    assert!(waiting <= 10, "{waiting}");
    assert_eq!(printed + waiting, 25);
}

#[test]
fn a_service_that_shuts_down_leaves_nothing_waiting_for_it() {
    let (mut traces, now) = patient();
    insert(&mut traces, span("step", 2, 1, 0, 9), now, true);
    traces.insert(
        span("step", 2, 1, 0, 9).trace(2).0,
        "other".into(),
        now,
        true,
    );
    traces.abandon(&"shop".into(), now);
    assert_eq!(traces.take_due(now + Duration::from_secs(4)).len(), 1);
    assert_eq!(traces.next_due(), None);
}
