//! The `stream!` and `try_stream!` of the `async-stream` crate.
// editions: 2021 2024
use futures::Stream;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn numbers(count: u8) -> impl Stream<Item = u8> {
    async_stream::stream! {
        for number in 0..count {
            yield number;
        }
    }
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn parsed(lines: Vec<String>) -> impl Stream<Item = Result<u8, std::num::ParseIntError>> {
    async_stream::try_stream! {
        for line in lines {
            yield line.parse::<u8>()?;
        }
    }
}
