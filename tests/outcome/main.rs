//! How a call went: errors, panics, cancellation.
#![allow(clippy::unwrap_used, missing_docs)]

mod cancelled;
mod errors;
mod errors_expected;
mod on_return;
mod panics;
mod results;
mod settings;
