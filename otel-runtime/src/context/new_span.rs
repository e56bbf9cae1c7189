//! A span for a block or a future: what `span!` gives.

use std::future::Future;

use super::{
    prepared_future,
    stage::{Prepared, Stage, prepare_with},
};
use crate::{
    callsite::CallSite,
    span::{Attributes, Guard, Start},
};

/// A span that is yet to start, from [`span!`](crate::span!): for a block, a closure or a future.
///
/// Its parent is what was current where the macro stands, and its attributes are evaluated there. It
/// starts when it is entered, or at the first poll of its future; one that is dropped before makes
/// no span. While no telemetry is there, or where the trace is not sampled, none of this costs more
/// than a call of a traced function.
///
/// An error that the block or the future ends with is not looked at; put
/// [`#[traced]`](crate::traced) over a function for that.
#[derive(Debug)]
#[must_use = "a span starts when it is entered, or when its future is polled"]
pub struct NewSpan(Prepared);

impl NewSpan {
    /// Starts the span and makes it current on this thread until the guard is dropped.
    ///
    /// The guard cannot be held across an `.await` of a task that moves between threads, because it
    /// is not `Send`: use [`wrap`](Self::wrap) there.
    ///
    /// ```
    /// # struct Row;
    /// # fn query(_: &str) -> Vec<Row> { Vec::new() }
    /// fn load(table: &str) -> usize {
    ///     let rows = {
    ///         let _entered = otel_runtime::span!("query", db.table = table).entered();
    ///         query(table)
    ///     };
    ///     rows.len()
    /// }
    /// # load("users");
    /// ```
    pub fn entered(self) -> EnteredSpan {
        EnteredSpan(self.0.0.enter())
    }

    /// Runs `work` in the span.
    ///
    /// ```
    /// let sum = otel_runtime::span!("add", kind = internal).in_scope(|| 1 + 2);
    /// assert_eq!(sum, 3);
    /// ```
    pub fn in_scope<R>(self, work: impl FnOnce() -> R) -> R {
        let _entered = self.entered();
        work()
    }

    /// The future in the span: it starts at the first poll and is current during every poll.
    ///
    /// A future that is dropped before it is done leaves `outcome = "cancelled"` on the span.
    ///
    /// ```
    /// # async fn fetch(_: &str) -> u64 { 7 }
    /// async fn load(url: &str) -> u64 {
    ///     otel_runtime::span!("fetch", kind = client, url.full = url).wrap(fetch(url)).await
    /// }
    /// # drop(load("/"));
    /// ```
    pub fn wrap<F: Future>(self, future: F) -> impl Future<Output = F::Output> + use<F> {
        prepared_future(self.0, future, |_, _| {})
    }
}

/// Keeps the span of a block open and current; ends it when dropped.
#[derive(Debug)]
#[must_use = "the span ends when its guard is dropped"]
pub struct EnteredSpan(#[allow(dead_code, reason = "ends the span when it is dropped")] Guard);

/// `span!`
#[inline]
pub fn new_span(
    site: &'static CallSite,
    setup: impl FnOnce(&mut Start),
    attributes: impl FnOnce(&mut Attributes<'_>),
) -> NewSpan {
    NewSpan(prepare_with(site, setup, attributes))
}

/// What stands in for a `span!` that is written wrong, so that no more is said than that.
pub fn no_span() -> NewSpan {
    NewSpan(Prepared(Stage::Closed))
}
