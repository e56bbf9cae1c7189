//! What `attrs`, `args` and `mask` record.
#![allow(clippy::unwrap_used, missing_docs)]

mod evaluation;
mod keys;
mod masks;
mod values;
