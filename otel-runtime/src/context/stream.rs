//! The span of a stream: one from the first poll to the end, whatever the number of items.

use std::{
    pin::Pin,
    task::{self, Poll},
};

use futures_core::Stream;
use pin_project_lite::pin_project;

use super::stage::{Dropping, Prepared, Stage};
use crate::{
    record::Key,
    span::{Active, Guard},
};

/// How many items the stream gave. The conventions have no such key; it is built like their
/// `messaging.batch.message_count`.
const ITEM_COUNT: Key<'static> = Key::encoded(b"\x0a\x11stream.item_count");

pin_project! {
    /// A traced stream: starts its span at the first poll, has it current during every poll, counts
    /// the items and takes down the first that is an error.
    #[derive(Debug)]
    #[must_use = "streams do nothing unless polled"]
    #[doc(hidden)]
    pub struct TracedStream<S, O> {
        // `None` once dropped, which is before the span ends.
        #[pin]
        inner: Option<S>,
        outcome: O,
        stage: Stage,
        items: u64,
    }

    impl<S, O> PinnedDrop for TracedStream<S, O> {
        fn drop(this: Pin<&mut Self>) {
            let mut this = this.project();
            if let Stage::Open(mut active) = this.stage.take() {
                active.note(|active| active.set(ITEM_COUNT, this.items));
                let dropping = Dropping::begin(active);
                this.inner.set(None);
                dropping.end();
            }
        }
    }
}

/// Traces the stream that a prepared call returned.
#[inline]
pub fn prepared_stream<T, S, O>(prepared: Prepared, inner: S, outcome: O) -> TracedStream<S, O>
where
    S: Stream<Item = T>,
    O: FnMut(&T, &mut Active),
{
    TracedStream {
        inner: Some(inner),
        outcome,
        stage: prepared.0,
        items: 0,
    }
}

impl<S, O> Stream for TracedStream<S, O>
where
    S: Stream,
    O: FnMut(&S::Item, &mut Active),
{
    type Item = S::Item;

    #[inline]
    fn poll_next(self: Pin<&mut Self>, cx: &mut task::Context<'_>) -> Poll<Option<S::Item>> {
        let this = self.project();
        let Some(inner) = this.inner.as_pin_mut() else {
            return Poll::Pending;
        };
        let mut polling = Polling {
            guard: this.stage.take().enter(),
            items: this.items,
        };
        let polled = inner.poll_next(cx);
        match &polled {
            Poll::Ready(None) => polling.end(),
            Poll::Ready(Some(item)) => {
                *polling.items += 1;
                polling.guard.note(|active| {
                    if !active.has_failed() {
                        (this.outcome)(item, active);
                    }
                });
                polling.suspend(this.stage);
            }
            Poll::Pending => polling.suspend(this.stage),
        }
        polled
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        match &self.inner {
            Some(inner) => inner.size_hint(),
            None => (0, Some(0)),
        }
    }
}

/// The span during a poll, which also a panic does not leave without the number of items.
struct Polling<'a> {
    guard: Guard,
    items: &'a mut u64,
}

impl Polling<'_> {
    fn suspend(mut self, stage: &mut Stage) {
        stage.suspend(self.take());
    }

    fn end(mut self) {
        let items = *self.items;
        let mut guard = self.take();
        guard.settle(|active| active.set(ITEM_COUNT, &items));
    }

    fn take(&mut self) -> Guard {
        std::mem::replace(&mut self.guard, Guard::OFF)
    }
}

impl Drop for Polling<'_> {
    fn drop(&mut self) {
        let items = *self.items;
        self.guard.note(|active| active.set(ITEM_COUNT, &items));
    }
}
