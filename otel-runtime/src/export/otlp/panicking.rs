//! A transport that panics, and what that costs: nothing.

#![allow(clippy::unwrap_used)]

use std::{collections::HashSet, future::poll_fn, pin::pin, sync::Arc, time::Duration};

use super::{
    Otlp,
    backend::tests::{Sender, sender_with},
    batch::SealedBatch,
    grpc::Grpc,
    response::{Acknowledged, Failure},
    sink::{self, Running},
    transport::Transport,
};
use crate::export::{BatchSettings, scratch::Folder};

/// When a request panics.
#[derive(Clone, Copy, Debug)]
pub(super) enum Moment {
    /// Before anything is sent.
    Before,
    /// While it is being sent.
    Midway,
    /// When the receiver has taken it, and before its answer is read.
    After,
}

/// Panics in its first requests, one after the other at these moments, and then sends.
pub(crate) struct Panicking {
    grpc: Grpc,
    moments: Vec<Moment>,
}

impl Panicking {
    pub(super) async fn send(&mut self, batch: Arc<SealedBatch>) -> Result<Acknowledged, Failure> {
        let moment = self.moments.pop();
        assert!(!matches!(moment, Some(Moment::Before)), "before");
        let mut sending = pin!(self.grpc.send(batch));
        let mut polls = 0;
        let answer = poll_fn(|context| {
            polls += 1;
            let is_midway = matches!(moment, Some(Moment::Midway)) && polls == 2;
            assert!(!is_midway, "midway");
            sending.as_mut().poll(context)
        });
        let answer = answer.await;
        assert!(!matches!(moment, Some(Moment::After)), "after");
        answer
    }
}

/// A backend whose requests panic so.
fn panicking(otlp: &Otlp, moments: &[Moment]) -> Sender {
    let panicking = Panicking {
        grpc: Grpc::new(&otlp.validate(crate::export::Signal::Traces).unwrap()).unwrap(),
        moments: moments.iter().rev().copied().collect(),
    };
    let transport = Transport::Panicking(Box::new(panicking));
    sender_with(otlp.clone(), BatchSettings::default(), Some(transport))
}

/// How many spans arrived, and how many of them were different ones.
fn arrived(running: &Running) -> (usize, usize) {
    let received = running.sink.received();
    let requests = received.iter().map(|received| &received.request);
    let batches = requests.flat_map(|request| &request.resource_spans);
    let scopes = batches.flat_map(|batch| &batch.scope_spans);
    let ids: Vec<_> = scopes
        .flat_map(|scope| &scope.spans)
        .map(|span| span.span_id.clone())
        .collect();
    (ids.len(), ids.iter().collect::<HashSet<_>>().len())
}

#[test]
fn a_transport_that_panics_at_any_moment_loses_nothing() {
    for (moments, times) in [
        (&[Moment::Before, Moment::Before][..], 1),
        (&[Moment::After], 2),
        (&[Moment::Before, Moment::After, Moment::After], 3),
    ] {
        let running = sink::start([]);
        let otlp = Otlp::grpc().endpoint(&running.grpc);
        let mut sender = panicking(&otlp, moments);
        sender.offer(100);
        assert_eq!(sender.flush(), Ok(()));
        let expected = "test: 100 ended = 100 exported + 0 rejected + 0 dropped + 0 pending";
        assert_eq!(sender.line(), expected);
        assert_eq!(arrived(&running), (100 * times, 100));
    }
}

#[test]
fn a_connection_on_which_a_request_panicked_carries_the_next() {
    let running = sink::start([]);
    let otlp = Otlp::grpc().endpoint(&running.grpc);
    let mut sender = panicking(&otlp, &[Moment::Midway, Moment::Midway]);
    for sent in [100, 200] {
        sender.offer(100);
        assert_eq!(sender.flush(), Ok(()));
        assert_eq!(arrived(&running).1, sent);
    }
}

#[test]
fn a_transport_that_always_panics_is_counted_and_said() {
    let running = sink::start([]);
    let otlp = Otlp::grpc().endpoint(&running.grpc);
    let mut sender = panicking(&otlp, &[Moment::Before; 1_000]);
    sender.offer(100);
    let deadline = std::time::Instant::now() + Duration::from_millis(500);
    let error = sender.shutdown(deadline).unwrap_err();
    assert!(error.contains("the exporter panicked: before"), "{error}");
    let expected =
        "test: 100 ended = 0 exported + 0 rejected + 100 dropped (shut down 100) + 0 pending";
    assert_eq!(sender.line(), expected);
}

#[test]
fn a_panic_leaves_what_is_on_the_disk_there() {
    let folder = Folder::new();
    let running = sink::start([]);
    let otlp = Otlp::grpc().endpoint(&running.grpc).spool(folder.path());
    let mut sender = panicking(&otlp, &[Moment::Before; 1_000]);
    sender.offer(100);
    let deadline = std::time::Instant::now() + Duration::from_millis(500);
    assert_eq!(sender.shutdown(deadline), Ok(()));
    let expected =
        "test: 100 ended = 0 exported + 0 rejected + 0 dropped + 100 spooled + 0 pending";
    assert_eq!(sender.line(), expected);
    drop(sender);
    let mut sender = panicking(&otlp, &[]);
    assert_eq!(sender.flush(), Ok(()));
    let expected =
        "test: 0 ended + 100 recovered = 100 exported + 0 rejected + 0 dropped + 0 pending";
    assert_eq!(sender.line(), expected);
    assert_eq!(arrived(&running), (100, 100));
}
