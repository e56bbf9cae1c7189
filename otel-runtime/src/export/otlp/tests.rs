#![allow(clippy::unwrap_used)]

use std::{sync::mpsc, time::Duration};

use opentelemetry::{InstrumentationScope, KeyValue};
use opentelemetry_proto::tonic::trace::v1::Span;
use prost::Message;

use super::*;
use crate::export::{
    Compression, Tls,
    otlp::{
        sink::{self, Answer, Running},
        tls_tests::certificates,
    },
};

pub(in super::super) struct Sender {
    pub(super) backend: OtlpBackend,
    pub(super) scope: &'static Scope,
    made: u64,
}

pub(super) fn sender(otlp: Otlp, settings: BatchSettings) -> Sender {
    sender_with(otlp, settings, None)
}

/// The same with a transport other than what the settings say.
pub(in super::super) fn sender_with(
    otlp: Otlp,
    settings: BatchSettings,
    instead: Option<Transport>,
) -> Sender {
    let resource = Resource::builder_empty()
        .with_attribute(KeyValue::new("service.name", "test"))
        .build();
    let ledger = Arc::new(Ledger::new("test".to_owned()));
    let backend = match instead {
        None => OtlpBackend::start(ledger, &otlp, &resource, settings),
        Some(transport) => {
            let transport = (otlp.validate(Signal::Traces).unwrap(), transport);
            OtlpBackend::start_with(ledger, &otlp, &resource, settings, transport)
        }
    };
    Sender {
        backend: backend.unwrap(),
        scope: Scope::intern(InstrumentationScope::builder("otlp-tests").build()),
        made: 0,
    }
}

impl Sender {
    pub(in super::super) fn offer(&mut self, count: usize) {
        for _ in 0..count {
            self.made += 1;
            let span = Span {
                span_id: self.made.to_be_bytes().to_vec(),
                name: "a name that repeats, repeats, repeats".to_owned(),
                ..Span::default()
            };
            self.backend.offer(self.scope, |out| span.encode_raw(out));
        }
    }

    pub(in super::super) fn flush(&mut self) -> Result<(), String> {
        let (done, answer) = mpsc::channel();
        self.backend.flush(done);
        answer.recv().unwrap()
    }

    pub(in super::super) fn shutdown(&mut self, deadline: Instant) -> Result<(), String> {
        let (done, answer) = mpsc::channel();
        self.backend.shutdown(deadline, done);
        answer.recv().unwrap()
    }

    pub(in super::super) fn line(&self) -> String {
        self.backend.ledger.snapshot().to_string()
    }
}

/// The spans of each batch, also of those that came in one request.
pub(super) fn spans(running: &Running) -> Vec<usize> {
    let received = running.sink.received();
    let batches = received
        .iter()
        .flat_map(|received| &received.request.resource_spans);
    batches
        .map(|batch| batch.scope_spans[0].spans.len())
        .collect()
}

fn both(running: &Running) -> [Otlp; 2] {
    [
        Otlp::grpc().endpoint(&running.grpc),
        Otlp::http().endpoint(&running.http),
    ]
}

#[test]
fn batches_arrive_with_headers_plain_and_compressed() {
    for (encoding, compression) in Compression::COMPILED {
        let running = sink::start([]);
        for otlp in both(&running) {
            let otlp = otlp.header("x-key", "secret").compression(*compression);
            let mut sender = sender(otlp, BatchSettings::default());
            sender.offer(700);
            assert_eq!(sender.flush(), Ok(()));
            let expected = "test: 700 ended = 700 exported + 0 rejected + 0 dropped + 0 pending";
            assert_eq!(sender.line(), expected);
        }
        assert_eq!(spans(&running), [512, 188, 512, 188]);
        for received in running.sink.received() {
            let name = match received.headers["content-type"].to_str().unwrap() {
                "application/grpc" => "grpc-encoding",
                _ => "content-encoding",
            };
            assert_eq!(received.headers["x-key"], "secret");
            let agent = received.headers["user-agent"].to_str().unwrap();
            assert!(agent.starts_with("OTel-OTLP-Exporter-Rust/"), "{agent}");
            let found = received.headers.get(name);
            let found = found.map_or("none", |value| value.to_str().unwrap());
            assert_eq!(found, *encoding);
        }
    }
}

#[test]
fn a_partial_success_is_counted() {
    let answers = [
        Answer::PartialSuccess(3, "too old"),
        Answer::PartialSuccess(3, "too old"),
    ];
    let running = sink::start(answers);
    for otlp in both(&running) {
        let mut sender = sender(otlp, BatchSettings::default());
        sender.offer(10);
        assert!(sender.flush().unwrap_err().contains("too old"));
        let expected = "test: 10 ended = 7 exported + 3 rejected + 0 dropped + 0 pending";
        assert_eq!(sender.line(), expected);
    }
}

#[test]
fn a_refused_batch_is_rejected_and_a_temporary_failure_tried_again() {
    for (protocol, temporary, permanent) in [(0, 14, 3), (1, 503, 400)] {
        let answers = [
            Answer::Fail(temporary, "later"),
            Answer::Fail(permanent, "nonsense"),
        ];
        let running = sink::start(answers);
        let [grpc, http] = both(&running);
        let otlp = if protocol == 0 { grpc } else { http };
        let mut sender = sender(otlp, BatchSettings::default());
        sender.offer(1);
        // The first temporary answer is followed by the refusal of the same batch.
        assert!(sender.flush().unwrap_err().contains("nonsense"));
        sender.offer(2);
        assert_eq!(sender.flush(), Ok(()));
        let expected = "test: 3 ended = 2 exported + 1 rejected + 0 dropped + 0 pending";
        assert_eq!(sender.line(), expected);
    }
}

#[test]
fn a_connection_reset_costs_nothing() {
    let running = sink::start([]);
    let grpc = Otlp::grpc().endpoint(sink::resetting(&running.grpc, 2));
    let http = Otlp::http().endpoint(sink::resetting(&running.http, 2));
    for otlp in [grpc, http] {
        let mut sender = sender(otlp, BatchSettings::default());
        sender.offer(5);
        assert_eq!(sender.flush(), Ok(()));
        let expected = "test: 5 ended = 5 exported + 0 rejected + 0 dropped + 0 pending";
        assert_eq!(sender.line(), expected);
    }
}

#[test]
fn an_unreachable_receiver_costs_the_batch_and_says_why() {
    for otlp in [Otlp::grpc(), Otlp::http()] {
        // Port 1 is reserved and nothing listens there.
        let otlp = otlp.endpoint("http://user:pass@127.0.0.1:1");
        let settings = BatchSettings {
            max_elapsed_time: Duration::from_millis(200),
            ..BatchSettings::default()
        };
        let mut sender = sender(otlp, settings);
        sender.offer(5);
        let error = sender.flush().unwrap_err();
        assert!(error.contains("onnection refused"), "{error}");
        assert!(
            error.contains("OTEL_EXPORTER_OTLP_ENDPOINT") && !error.contains("pass"),
            "{error}"
        );
        assert!(error.contains("BatchSettings::max_elapsed_time"), "{error}");
        let expected =
            "test: 5 ended = 0 exported + 0 rejected + 5 dropped (export failed 5) + 0 pending";
        assert_eq!(sender.line(), expected);
    }
}

#[test]
fn a_receiver_that_never_answers_does_not_hold_up_a_shutdown() {
    let running = sink::start([Answer::Hang, Answer::Hang]);
    for otlp in both(&running) {
        let settings = BatchSettings {
            max_spans: 1,
            ..BatchSettings::default()
        };
        let mut sender = sender(otlp, settings);
        sender.offer(3);
        let start = Instant::now();
        assert!(sender.shutdown(start + Duration::from_millis(200)).is_err());
        assert!(
            start.elapsed() < Duration::from_secs(5),
            "{:?}",
            start.elapsed()
        );
        let expected =
            "test: 3 ended = 0 exported + 0 rejected + 3 dropped (shut down 3) + 0 pending";
        assert_eq!(sender.line(), expected);
    }
}

#[test]
fn a_batch_without_an_answer_is_dropped_after_its_time_and_the_next_one_sent() {
    for protocol in 0..2 {
        let running = sink::start([Answer::Hang]);
        let [grpc, http] = both(&running);
        let settings = BatchSettings {
            export_timeout: Duration::from_millis(300),
            max_elapsed_time: Duration::ZERO,
            ..BatchSettings::default()
        };
        let mut sender = sender(if protocol == 0 { grpc } else { http }, settings);
        sender.offer(1);
        let error = sender.flush().unwrap_err();
        assert!(error.contains("no answer within 300ms"), "{error}");
        sender.offer(1);
        assert_eq!(sender.flush(), Ok(()));
    }
}

#[test]
fn a_batch_stays_below_its_bytes_and_a_queue_below_its_own() {
    let running = sink::start([]);
    let settings = BatchSettings {
        max_bytes: 1_000,
        queue_bytes: 3_000,
        ..BatchSettings::default()
    };
    let mut sender = sender(both(&running)[0].clone(), settings);
    let large = Span {
        name: "x".repeat(600),
        ..Span::default()
    };
    for _ in 0..3 {
        sender
            .backend
            .offer(sender.scope, |out| large.encode_raw(out));
    }
    assert_eq!(sender.flush(), Ok(()));
    assert_eq!(spans(&running), [1, 1, 1]);
    let huge = Span {
        name: "x".repeat(3_000),
        ..Span::default()
    };
    sender
        .backend
        .offer(sender.scope, |out| huge.encode_raw(out));
    assert!(sender.flush().unwrap_err().contains("queue was full"));
    let expected = "test: 4 ended = 3 exported + 0 rejected + 1 dropped (queue full 1) + 0 pending";
    assert_eq!(sender.line(), expected);
}

#[test]
fn a_receiver_that_is_away_for_a_while_gets_everything_when_it_is_back() {
    for (protocol, temporary) in [(0, 14), (1, 503)] {
        let running = sink::start(vec![Answer::Fail(temporary, "starting"); 3]);
        let mut sender = sender(both(&running)[protocol].clone(), BatchSettings::default());
        for _ in 0..4 {
            sender.offer(100);
            sender.backend.seal();
        }
        assert_eq!(sender.flush(), Ok(()));
        let expected = "test: 400 ended = 400 exported + 0 rejected + 0 dropped + 0 pending";
        assert_eq!(sender.line(), expected);
        assert_eq!(spans(&running).iter().sum::<usize>(), 400);
    }
}

#[test]
fn a_batch_that_is_too_large_arrives_in_parts_and_a_span_that_is_too_large_is_counted() {
    for protocol in 0..2 {
        let running = sink::start_with_limit(2_000);
        let mut sender = sender(both(&running)[protocol].clone(), BatchSettings::default());
        sender.offer(100);
        let huge = Span {
            name: "x".repeat(3_000),
            ..Span::default()
        };
        sender
            .backend
            .offer(sender.scope, |out| huge.encode_raw(out));
        let error = sender.flush().unwrap_err();
        assert!(error.contains("a single span is too large"), "{error}");
        let expected =
            "test: 101 ended = 100 exported + 0 rejected + 1 dropped (too large 1) + 0 pending";
        assert_eq!(sender.line(), expected);
        assert_eq!(spans(&running).iter().sum::<usize>(), 100);
    }
}

#[test]
fn a_large_span_beside_a_small_one_leaves_requests_their_size() {
    for (protocol, temporary) in [(0, 14), (1, 503)] {
        let running = sink::start_with_limit(200_000);
        let mut sender = sender(both(&running)[protocol].clone(), BatchSettings::default());
        let huge = Span {
            name: "x".repeat(300_000),
            ..Span::default()
        };
        sender.offer(1);
        sender
            .backend
            .offer(sender.scope, |out| huge.encode_raw(out));
        assert!(sender.flush().is_err());
        // The first batch waits, and the others behind it.
        running.sink.will_answer(Answer::Fail(temporary, "later"));
        sender.offer(5 * 512);
        assert_eq!(sender.flush(), Ok(()));
        let requests = running.sink.received().len();
        assert!(requests <= 3, "{requests} requests");
    }
}

#[test]
fn a_shutdown_does_not_wait_out_the_pause_that_a_receiver_asked_for() {
    let running = sink::start([Answer::RetryAfter(60)]);
    let mut sender = sender(both(&running)[1].clone(), BatchSettings::default());
    sender.offer(5);
    let start = Instant::now();
    assert_eq!(sender.shutdown(start + Duration::from_secs(20)), Ok(()));
    assert!(start.elapsed() < Duration::from_secs(10));
    let expected = "test: 5 ended = 5 exported + 0 rejected + 0 dropped + 0 pending";
    assert_eq!(sender.line(), expected);
}

#[test]
fn batches_go_over_tls_to_whom_is_trusted_and_from_whom_is_known() {
    let (certificates, strangers) = (certificates(), certificates());
    let running = sink::start([]);
    let endpoint = sink::over_tls(&running, &certificates);
    let (chain, key) = certificates.client.clone();
    let trusting = Tls::default().root_certificates(certificates.authority.clone());
    let known = trusting.clone().identity(chain.clone(), key.clone());
    let mistrusting = Tls::default()
        .root_certificates(strangers.authority)
        .identity(chain, key);
    for otlp in [Otlp::grpc(), Otlp::http()] {
        for (tls, arrives) in [(&known, true), (&trusting, false), (&mistrusting, false)] {
            let settings = BatchSettings {
                max_elapsed_time: Duration::ZERO,
                ..BatchSettings::default()
            };
            let otlp = otlp.clone().endpoint(&endpoint).tls(tls.clone());
            let mut sender = sender(otlp, settings);
            sender.offer(5);
            assert_eq!(sender.flush().is_ok(), arrives, "{}", sender.line());
        }
    }
    assert_eq!(spans(&running), [5, 5]);
}
