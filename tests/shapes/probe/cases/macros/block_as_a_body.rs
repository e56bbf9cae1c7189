//! `$block` as the whole body, sync and async.
macro_rules! function {
    ($name:ident, $block:block) => {
        /// The shape.
        #[cfg_attr(traced, otel_runtime::traced)]
        #[cfg_attr(full, otel_runtime::traced(args, ok))]
        pub async fn $name() -> Result<u8, String> $block
    };
}
macro_rules! plain {
    ($name:ident, $block:block) => {
        /// The shape.
        #[cfg_attr(traced, otel_runtime::traced)]
        #[cfg_attr(full, otel_runtime::traced(args, ok))]
        pub fn $name() $block
    };
}
function!(one, {
    std::future::ready(()).await;
    if true { Ok(1) } else { Err(String::new()) }
});
plain!(two, { drop(String::new()) });
