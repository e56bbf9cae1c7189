//! `?` on `ControlFlow`.
use std::ops::ControlFlow;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn find(list: &[u8]) -> ControlFlow<u8> {
    list.iter().try_for_each(|one| {
        if *one > 3 {
            ControlFlow::Break(*one)
        } else {
            ControlFlow::Continue(())
        }
    })?;
    ControlFlow::Continue(())
}
