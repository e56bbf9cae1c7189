//! Signals that ask a program to end.

use std::{
    os::unix::process::ExitStatusExt,
    time::{Duration, Instant},
};

use fork::Signal;
use journey_tests::wait_until;
use otlp_sink::{Answer, Sink};

use crate::{pair::NEVER, program::Program};

#[test]
fn a_signal_ends_the_telemetry_and_then_the_program_as_it_would_have() {
    for (signal, number) in [(Signal::TERM, 15), (Signal::INT, 2)] {
        let sink = Sink::start();
        let mut program = Program::start("shuts-down-on-signals", &[sink.endpoint()]);
        assert_eq!(program.line(), "ready");
        program.send(signal);
        assert_eq!(program.end().0.signal(), Some(number));
        assert_eq!(sink.count("work"), 500);
    }
}

#[test]
fn a_second_signal_does_not_wait() {
    let sink = Sink::answering(Answer::TakeAfter(NEVER));
    let mut program = Program::start("shuts-down-on-signals", &[sink.endpoint()]);
    assert_eq!(program.line(), "ready");
    let start = Instant::now();
    program.send(Signal::TERM);
    // The first is acted on by a thread; until it is, a second one says nothing new.
    wait_until(|| {
        program.send(Signal::TERM);
        !program.is_running()
    });
    assert_eq!(program.end().0.signal(), Some(15));
    assert!(
        start.elapsed() < Duration::from_secs(4),
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn a_signal_after_the_telemetry_is_gone_still_ends_the_program() {
    let sink = Sink::start();
    let mut program = Program::start("dropped-before-the-signal", &[sink.endpoint()]);
    assert_eq!(program.line(), "ready");
    program.send(Signal::TERM);
    assert_eq!(program.end().0.signal(), Some(15));
    assert_eq!(sink.count("work"), 500);
}

#[test]
fn a_program_that_handles_the_signal_is_flushed_and_lives_on() {
    let sink = Sink::start();
    let mut program = Program::start("flushes-on-signals", &[sink.endpoint()]);
    assert_eq!(program.line(), "ready");
    program.send(Signal::TERM);
    assert_eq!(program.line(), "handling");
    wait_until(|| sink.count("work") == 500);
    assert!(program.is_running());
    program.send(Signal::KILL);
    assert_eq!(program.end().0.signal(), Some(9));
}
