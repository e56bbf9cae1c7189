//! What a function does by itself it does under `#[traced]`: one source, compiled once an edition.
#![cfg(test)]
#![allow(clippy::unwrap_used)]

mod bystander;
mod drop_order;
mod drop_order_async;
mod drop_order_returned;
mod future_size;
mod recorded;
mod tasks;
