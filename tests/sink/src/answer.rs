//! What the destination says to a request.

use std::time::Duration;

use axum::{
    body::{Body, Bytes},
    http::header::CONTENT_LENGTH,
    response::Response,
};
use futures::{StreamExt, stream};

/// What the destination says to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It takes everything.
    Take,
    /// It takes everything, after so long.
    TakeAfter(Duration),
    /// It takes the first half of the spans and rejects the others: a partial success.
    TakeHalf,
    /// It takes requests of at most so many bytes; others are too large (`RESOURCE_EXHAUSTED` with
    /// the words for it, HTTP 413).
    TakeUpTo(usize),
    /// It takes everything, and breaks off in the middle of saying so.
    BreakOff,
    /// It takes nothing and resets all connections, without a word.
    Reset,
    /// It takes nothing now (`UNAVAILABLE`, HTTP 503).
    Unavailable,
    /// It takes nothing for so long, and says so (`RESOURCE_EXHAUSTED` with a `RetryInfo`, HTTP 429
    /// with a `Retry-After` in whole seconds).
    Throttled(Duration),
    /// It never takes this (`RESOURCE_EXHAUSTED` without a `RetryInfo`, HTTP 400).
    Refuse,
}

/// Why nothing was taken.
#[derive(Debug)]
pub(crate) enum Refusal {
    Unavailable,
    Throttled(Duration),
    Refused,
    TooLarge { bytes: usize, limit: usize },
}

/// The mark of a response that is to be broken off.
#[derive(Clone)]
pub(crate) struct BrokenOff;

/// Cuts the body of a marked response short, after the status.
pub(crate) async fn break_off(response: Response) -> Response {
    if response.extensions().get::<BrokenOff>().is_none() {
        return response;
    }
    let (mut head, _) = response.into_parts();
    head.headers.remove(CONTENT_LENGTH);
    let first = stream::iter([Ok(Bytes::from_static(b"\0"))]);
    let broken = stream::once(async {
        // Until the first piece is on its way.
        tokio::time::sleep(Duration::from_millis(50)).await;
        Err(std::io::Error::other("broken off"))
    });
    Response::from_parts(head, Body::from_stream(first.chain(broken)))
}
