//! A temporary in the tail that lives until the end of the statement.
// editions: 2018 2021
use std::cell::RefCell;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn length(cell: &RefCell<String>) -> usize {
    cell.borrow().len()
}
