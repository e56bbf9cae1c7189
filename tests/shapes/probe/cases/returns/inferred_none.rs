//! `None` and `Vec::new()`, of which only the return type tells the rest.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn nothing(empty: bool) -> (Option<String>, Vec<u8>) {
    if empty {
        (None, Vec::new())
    } else {
        Default::default()
    }
}
