#![allow(clippy::unwrap_used)]

use std::{
    sync::{Mutex, mpsc},
    time::Duration,
};

use opentelemetry::KeyValue;
use opentelemetry_sdk::error::OTelSdkError;

use super::*;
use crate::record::{
    Buffer,
    span_tests::{finished, header},
    write,
};

/// Says what it is asked to do, and does what the test lets it do.
#[derive(Debug)]
struct Scripted {
    said: Mutex<mpsc::Sender<String>>,
    answers: Mutex<mpsc::Receiver<Answer>>,
}

#[derive(Clone, Copy, Debug)]
enum Answer {
    Take,
    Refuse,
    Panic,
    PanicTwice,
}

/// Panics once more when it is dropped.
struct Bomb;

impl Drop for Bomb {
    fn drop(&mut self) {
        panic!("as it is dropped");
    }
}

impl Scripted {
    fn say(&self, what: String) {
        let _ = self.said.lock().unwrap().send(what);
    }
}

impl SpanExporter for Scripted {
    fn set_resource(&mut self, resource: &Resource) {
        self.say(format!("resource {}", resource.len()));
    }

    async fn export(&self, batch: Vec<SpanData>) -> OTelSdkResult {
        self.say(format!("export {}", batch.len()));
        let answer = self
            .answers
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
            .recv();
        match answer.unwrap() {
            Answer::Take => Ok(()),
            Answer::Refuse => Err(OTelSdkError::InternalFailure("full".to_owned())),
            Answer::Panic => panic!("exporter bug"),
            Answer::PanicTwice => std::panic::panic_any(Bomb),
        }
    }

    fn force_flush(&self) -> OTelSdkResult {
        self.say("flush".to_owned());
        Ok(())
    }

    fn shutdown_with_timeout(&self, timeout: Duration) -> OTelSdkResult {
        assert!(timeout <= Duration::from_secs(5));
        self.say("shutdown".to_owned());
        Ok(())
    }
}

impl Drop for Scripted {
    fn drop(&mut self) {
        // Time enough for an answer that does not wait for this.
        thread::sleep(Duration::from_millis(20));
        self.say("drop".to_owned());
    }
}

struct Stage {
    backend: ForeignBackend,
    said: mpsc::Receiver<String>,
    answers: mpsc::Sender<Answer>,
}

fn stage(settings: BatchSettings) -> Stage {
    let (say, said) = mpsc::channel();
    let (answers, answered) = mpsc::channel();
    let exporter = Scripted {
        said: Mutex::new(say),
        answers: Mutex::new(answered),
    };
    let resource = Resource::builder_empty()
        .with_attribute(KeyValue::new("k", 1))
        .build();
    let ledger = Arc::new(Ledger::new("test".to_owned()));
    let exporter = prepare(Box::new(exporter), &resource).unwrap();
    let backend = ForeignBackend::start(ledger, exporter, settings).unwrap();
    assert_eq!(said.recv().unwrap(), "resource 1");
    Stage {
        backend,
        said,
        answers,
    }
}

impl Stage {
    fn offer(&mut self, count: usize) {
        (0..count).for_each(|_| self.offer_named("s"));
    }

    fn offer_named(&mut self, name: &str) {
        let mut body = Buffer::new();
        write::name(&mut body, name);
        self.backend
            .accept(&finished(&header(&[]), body.as_slice()));
    }

    fn flush(&mut self) -> Result<(), String> {
        let (done, answer) = mpsc::channel();
        self.backend.flush(done);
        answer.recv().unwrap()
    }

    fn shutdown(&mut self, deadline: Instant) -> Result<(), String> {
        let (done, answer) = mpsc::channel();
        self.backend.shutdown(deadline, done);
        answer.recv().unwrap()
    }

    fn line(&self) -> String {
        self.backend.ledger.snapshot().to_string()
    }
}

#[test]
fn batches_flush_and_shutdown_reach_the_exporter_in_order() {
    let settings = BatchSettings {
        max_spans: 2,
        ..BatchSettings::default()
    };
    let mut stage = stage(settings);
    stage.offer(3);
    (0..2).for_each(|_| stage.answers.send(Answer::Take).unwrap());
    assert_eq!(stage.flush(), Ok(()));
    let deadline = Instant::now() + Duration::from_secs(5);
    assert_eq!(stage.shutdown(deadline), Ok(()));
    // All of it before the answer.
    let said: Vec<_> = stage.said.try_iter().collect();
    assert_eq!(said, ["export 2", "export 1", "flush", "shutdown", "drop"]);
    stage.offer(1);
    let expected = "test: 4 ended = 3 exported + 0 rejected + 1 dropped (shut down 1) + 0 pending";
    assert_eq!(stage.line(), expected);
    assert_eq!(
        stage.shutdown(deadline),
        Ok(()),
        "a second shutdown has nothing to do"
    );
}

#[test]
fn a_panic_costs_nothing_and_two_in_a_row_or_an_error_are_counted() {
    let mut stage = stage(BatchSettings::default());
    for answers in [
        [Answer::Panic, Answer::Take].as_slice(),
        &[Answer::Panic, Answer::PanicTwice],
        &[Answer::Refuse],
    ] {
        stage.offer(2);
        for answer in answers {
            stage.answers.send(*answer).unwrap();
        }
        let _ = stage.flush();
    }
    let expected = "test: 6 ended = 2 exported + 0 rejected + 4 dropped \
                    (export failed 2, exporter panicked 2) + 0 pending";
    assert_eq!(stage.line(), expected);
}

#[test]
fn a_flush_tells_of_losses_once() {
    let mut stage = stage(BatchSettings::default());
    stage.offer(2);
    stage.answers.send(Answer::Refuse).unwrap();
    let error = stage.flush().unwrap_err();
    assert!(
        error.starts_with("test: 2 spans were not delivered") && error.contains("full"),
        "{error}"
    );
    assert_eq!(stage.flush(), Ok(()));
}

#[test]
fn a_span_waits_for_the_delay_and_no_longer() {
    let mut stage = stage(BatchSettings::default());
    let start = Instant::now();
    stage.offer(1);
    stage.backend.tick(start);
    stage.backend.tick(start + Duration::from_millis(4_999));
    assert_eq!(stage.backend.open.len(), 1);
    stage.backend.tick(start + Duration::from_secs(5));
    assert_eq!(stage.said.recv().unwrap(), "export 1");

    stage.backend.settings.delay = Duration::ZERO;
    stage.answers.send(Answer::Take).unwrap();
    stage.offer(1);
    stage.backend.tick(start);
    assert_eq!(stage.said.recv().unwrap(), "export 1");
    stage.answers.send(Answer::Take).unwrap();
}

#[test]
fn a_full_queue_drops_the_newest_and_frees_what_is_settled() {
    let settings = BatchSettings {
        max_spans: 2,
        queue_spans: Some(3),
        ..BatchSettings::default()
    };
    let mut stage = stage(settings);
    stage.offer(5);
    (0..2).for_each(|_| stage.answers.send(Answer::Take).unwrap());
    let _ = stage.flush();
    stage.offer(2);
    stage.answers.send(Answer::Take).unwrap();
    let _ = stage.flush();
    let expected = "test: 7 ended = 5 exported + 0 rejected + 2 dropped (queue full 2) + 0 pending";
    assert_eq!(stage.line(), expected);
}

#[test]
fn bytes_bound_the_queue_at_any_span_size() {
    let settings = BatchSettings {
        queue_bytes: 10_000,
        ..BatchSettings::default()
    };
    let mut stage = stage(settings);
    stage.offer_named(&"x".repeat(6_000));
    stage.offer_named(&"x".repeat(6_000));
    stage.offer_named("x");
    stage.answers.send(Answer::Take).unwrap();
    let _ = stage.flush();
    let expected = "test: 3 ended = 2 exported + 0 rejected + 1 dropped (queue full 1) + 0 pending";
    assert_eq!(stage.line(), expected);
}

#[test]
fn what_is_queued_at_the_shutdown_deadline_is_dropped_and_counted() {
    let settings = BatchSettings {
        max_spans: 1,
        ..BatchSettings::default()
    };
    let mut stage = stage(settings);
    stage.offer(3);
    assert_eq!(stage.said.recv().unwrap(), "export 1");
    let (done, answer) = mpsc::channel();
    stage.backend.shutdown(Instant::now(), done);
    stage.answers.send(Answer::Take).unwrap();
    assert!(answer.recv().unwrap().is_err());
    let expected = "test: 3 ended = 1 exported + 0 rejected + 2 dropped (shut down 2) + 0 pending";
    assert_eq!(stage.line(), expected);
}

#[test]
fn a_name_that_no_thread_can_have_is_no_panic() {
    let ledger = Arc::new(Ledger::new("a\0b".to_owned()));
    let resource = Resource::builder_empty().build();
    let exporter = prepare(Box::new(crate::MemoryExporter::default()), &resource).unwrap();
    assert!(ForeignBackend::start(ledger, exporter, BatchSettings::default()).is_ok());
}

#[test]
fn a_future_that_parks_its_thread_is_woken_all_the_same() {
    let (finished, finish) = mpsc::channel();
    thread::spawn(move || {
        let mut polls = 0;
        block_on(std::future::poll_fn(|context| {
            polls += 1;
            context.waker().wake_by_ref();
            // Whatever it waits for here, it comes back by what was meant for the waiting outside.
            thread::park();
            if polls == 2 {
                Poll::Ready(())
            } else {
                Poll::Pending
            }
        }));
        finished.send(polls)
    });
    assert_eq!(finish.recv_timeout(Duration::from_secs(20)), Ok(2));
}
