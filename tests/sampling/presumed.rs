//! Trace ids that nobody says are random.

use std::{
    io::{BufRead, BufReader, Read},
    process::{Command, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

use journey_tests::{builder, remote};
use opentelemetry::trace::SpanContext;
use otel_runtime::{Sampler, traced};

/// Says in the child that the test is its part.
const CHILD: &str = "SAMPLING_TEST_CHILD";
const WARNING: &str = "takes trace ids of callers for random";

#[traced(parent = parent)]
fn serve(parent: SpanContext) {}

#[test]
fn what_the_child_does() {
    if std::env::var_os(CHILD).is_none() {
        return;
    }
    let sampler = Sampler::ratio(0.5).unwrap();
    let telemetry = builder().0.sampler(sampler).build().unwrap();
    telemetry.scope(|| (0..100).for_each(|_| serve(remote(true))));
    telemetry.flush().unwrap();
    // Until the parent has heard.
    let _ = std::io::stdin().read_to_end(&mut Vec::new());
}

#[test]
fn a_presumption_of_randomness_is_told_once_a_process() {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "presumed::what_the_child_does", "--nocapture"])
        .env(CHILD, "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let (send, said) = mpsc::channel();
    let stderr = BufReader::new(child.stderr.take().unwrap());
    let reader = thread::spawn(move || {
        let lines = stderr.lines().map_while(Result::ok);
        lines
            .filter(|line| line.contains(WARNING))
            .for_each(|line| {
                let _ = send.send(line);
            });
    });
    let first = said.recv_timeout(Duration::from_secs(20));
    drop(child.stdin.take());
    assert!(child.wait().unwrap().success());
    reader.join().unwrap();
    let first = first.expect("the warning");
    assert!(first.starts_with("otel: warning: the sampler"), "{first}");
    assert!(said.try_recv().is_err(), "once");
}
