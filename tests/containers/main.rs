//! One attribute for an `impl` block, a module or a trait.
#![allow(clippy::unwrap_used)]

mod asynchronous;
mod inheritance;
mod members;
mod names;
