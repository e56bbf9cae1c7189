//! Programs that end without a word to their telemetry.

use std::time::Duration;

use otlp_sink::{Answer, Sink};

use crate::{
    pair::NEVER,
    program::{Program, run},
};

/// Runs the case and looks whether its 500 spans have arrived.
#[track_caller]
fn sends_all(case: &str, code: i32) {
    let sink = Sink::start();
    assert_eq!(run(case, &[sink.endpoint()]), Some(code));
    assert_eq!(sink.count("work"), 500);
}

#[test]
fn main_returns_with_the_telemetry_in_a_static() {
    sends_all("returns", 0);
}

#[test]
fn main_returns_with_the_telemetry_leaked() {
    sends_all("leaks", 0);
}

#[test]
fn the_process_exits() {
    sends_all("exits", 3);
}

#[test]
fn another_thread_exits_the_process() {
    sends_all("exits-in-a-thread", 3);
}

#[test]
fn the_process_exits_in_a_task_of_a_runtime() {
    sends_all("exits-in-a-task", 3);
}

#[test]
fn the_process_exits_while_threads_have_spans_in_their_rings() {
    sends_all("exits-beside-threads", 3);
}

#[test]
fn a_span_that_is_open_at_the_exit_is_not_sent() {
    let sink = Sink::start();
    assert_eq!(run("exits-in-a-span", &[sink.endpoint()]), Some(3));
    assert_eq!((sink.count("work"), sink.count("open")), (500, 0));
}

#[test]
fn main_panics_with_the_telemetry_in_a_static() {
    sends_all("panics", 101);
}

#[test]
fn main_panics_and_drops_the_telemetry() {
    sends_all("panics-and-drops", 101);
}

#[test]
fn a_telemetry_that_was_shut_down_is_let_be() {
    sends_all("shuts-down-and-exits", 3);
}

#[test]
fn two_telemetries_send_to_theirs() {
    let (one, other) = (Sink::start(), Sink::start());
    assert_eq!(run("two", &[one.endpoint(), other.endpoint()]), Some(3));
    assert_eq!((one.count("work"), other.count("work")), (500, 500));
}

fn silent() -> Sink {
    Sink::answering(Answer::TakeAfter(NEVER))
}

#[test]
fn the_exit_waits_five_seconds_for_all_of_them_together() {
    let (one, other) = (silent(), silent());
    let (status, took) = Program::start("two", &[one.endpoint(), other.endpoint()]).end();
    assert_eq!(status.code(), Some(3));
    assert!(took >= Duration::from_secs(4), "{took:?}");
    assert!(took < Duration::from_secs(8), "{took:?}");
}
