//! How a call went: errors, panics, cancellation.
#![allow(clippy::unwrap_used, missing_docs)]

mod cancelled;
mod errors;
mod errors_expected;
mod on_return;
mod once;
mod once_apart;
mod panics;
mod results;
mod scrubbed;
mod scrubbed_above;
mod settings;
mod stacks;
