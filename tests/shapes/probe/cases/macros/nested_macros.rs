//! A macro that makes a macro that makes the function.
macro_rules! outer {
    ($inner:ident, $returned:ty) => {
        macro_rules! $inner {
                    ($name:ident, $body:block) => {
                        /// The shape.
                        #[cfg_attr(traced, otel_runtime::traced)]
                        #[cfg_attr(full, otel_runtime::traced(args, ok))]
                        pub fn $name() -> $returned $body
                    };
                }
    };
}
outer!(inner, Result<u8, String>);
inner!(make, {
    "1".parse::<u8>().map_err(|error| error.to_string())
});
