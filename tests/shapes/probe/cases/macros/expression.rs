//! `$expr` in the body.
macro_rules! function {
    ($name:ident, $value:expr, $by:literal) => {
        /// The shape.
        #[cfg_attr(traced, otel_runtime::traced)]
        #[cfg_attr(full, otel_runtime::traced(args, ok))]
        #[must_use]
        pub fn $name(value: u8) -> u8 {
            value * $by + $value
        }
    };
}
function!(one, 1 + 1, 2);
