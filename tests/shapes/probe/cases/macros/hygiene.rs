//! A macro whose local and argument have one name.
macro_rules! function {
    ($name:ident, $argument:ident) => {
        /// The shape.
        #[cfg_attr(traced, otel_runtime::traced)]
        #[cfg_attr(full, otel_runtime::traced(args, ok))]
        #[must_use]
        pub fn $name($argument: u8) -> u8 {
            let value = 1;
            $argument + value
        }
    };
}
function!(add, value);
