//! How a call went: errors, panics, cancellation.
#![allow(clippy::unwrap_used, missing_docs)]

mod cancelled;
mod errors;
mod panics;
mod results;
mod settings;
