//! The way of a span from `#[traced]` to a backend.
#![allow(clippy::unwrap_used, missing_docs)]

mod asynchronous;
mod functions;
