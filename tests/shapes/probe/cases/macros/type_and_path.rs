//! `$ty` as a future, a `Result` and a reference.
use std::future::Future;
use std::pin::Pin;
macro_rules! function {
    ($name:ident, $argument:ty, $returned:ty, $body:expr) => {
        /// The shape.
        #[cfg_attr(traced, otel_runtime::traced)]
        #[cfg_attr(full, otel_runtime::traced(args, ok))]
        pub fn $name(value: $argument) -> $returned {
            $body(value)
        }
    };
}
fn boxed(value: u8) -> Pin<Box<dyn Future<Output = u8>>> {
    Box::pin(async move { value })
}
function!(later, u8, Pin<Box<dyn Future<Output = u8>>>, boxed);
function!(parsed, &str, Result<u8, std::num::ParseIntError>, str::parse::<u8>);
function!(
    same,
    &'static mut u8,
    &'static mut u8,
    std::convert::identity
);
