//! Literals of every kind.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn literals() -> (char, &'static [u8], &'static str, f64, u128) {
    ('\u{1f600}', br"\bytes", r#"raw "text""#, 1e-3, 0xffff_u128)
}
