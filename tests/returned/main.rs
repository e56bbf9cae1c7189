//! Functions that return a future or a stream: the span lasts as long as that is polled.
#![allow(clippy::unwrap_used, missing_docs)]

mod aliases;
mod futures;
mod stream_outcomes;
mod stream_shapes;
mod streams;
