//! Who is whose parent, wherever the code runs.
#![allow(clippy::unwrap_used, missing_docs)]

mod asynchronous;
mod carried;
mod named_parents;
mod setup;
mod synchronous;
mod third_party;
