//! A body that is one unsafe or plain block.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn length(text: &str) -> usize {
    unsafe { text.get_unchecked(..).len() }
}
