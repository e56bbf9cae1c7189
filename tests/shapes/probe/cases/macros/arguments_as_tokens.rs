//! Arguments, generics and patterns as tokens.
macro_rules! function {
    ($name:ident<$($generic:tt),*>($($arguments:tt)*) $returned:ty, $pattern:pat, $lifetime:lifetime, $first:expr) => {
        /// The shape.
        #[cfg_attr(traced, otel_runtime::traced)]
        #[cfg_attr(full, otel_runtime::traced(args, ok))]
        pub fn $name<$($generic: Clone),*>($($arguments)*, $pattern: (u8, u8), text: &$lifetime str) -> $returned {
            let text: &str = text;
            (($first).clone(), text.len())
        }
    };
}
function!(copied<T>(value: T) (T, usize), (_, _), 'static, value);
