//! Attributes on statements and expressions.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn chosen(value: u8) -> u8 {
    #[cfg(any())]
    return missing(value);
    #[allow(clippy::let_and_return)]
    let result = {
        #[cfg(all())]
        value
    };
    result
}
