//! Two arguments of one name, one the macro's and one the user's.
macro_rules! function {
    ($name:ident, $argument:ident, $body:expr) => {
        /// The shape.
        #[cfg_attr(traced, otel_runtime::traced)]
        #[must_use]
        pub fn $name(value: u8, $argument: u8) -> u8 {
            value * $body
        }
    };
}
function!(multiply, value, value + 1);
