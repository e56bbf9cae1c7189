//! Functions of which clippy thinks that they have an effect, and others.
use std::sync::atomic::{AtomicU64, Ordering};
static CALLS: AtomicU64 = AtomicU64::new(0);
/// It counts.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args))]
pub fn counted(id: u64) -> u64 {
    CALLS.fetch_add(id, Ordering::Relaxed)
}
/// It calls what it is given.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, err(debug)))]
pub fn collected(list: &[u8]) -> Result<Vec<u8>, String> {
    list.iter().copied().map(Ok).collect()
}
/// It calls what has a name.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args))]
pub fn lengths(words: &[&str]) -> Vec<usize> {
    words.iter().copied().map(str::len).collect()
}
/// It has none.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args))]
pub fn without(id: u64) -> u64 {
    id.saturating_add(1)
}
