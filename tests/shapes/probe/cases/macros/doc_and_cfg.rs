//! Docs, `cfg_attr` and names made by a macro.
macro_rules! functions {
    ($($name:ident: $text:literal),*) => {
        $(
            #[doc = $text]
            #[cfg_attr(all(), must_use)]
            #[cfg_attr(traced, otel_runtime::traced)]
            pub fn $name() -> &'static str {
                concat!(stringify!($name), $text)
            }
        )*
    };
}
functions!(one: "One.", two: "Two.");
