//! A temporary in the tail that lives as long as the edition says.
// editions: 2024
// fails under: T
use std::cell::RefCell;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn length() -> usize {
    let cell = RefCell::new(String::from("text"));
    cell.borrow().len()
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok, err(debug)))]
pub async fn length_async() -> Result<usize, String> {
    let cell = RefCell::new(String::from("text"));
    std::future::ready(()).await;
    Ok(cell.borrow().len())
}
