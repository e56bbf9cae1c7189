//! The current span told of things (`current`, `set_attrs!`, `event!`), and spans of blocks and futures (`span!`).
#![allow(clippy::unwrap_used, missing_docs)]

mod blocks;
mod current;
mod events;
mod foreign;
mod inherited;
