//! The same, with the error told apart by its type, async.
/// A trait.
pub trait Blanket: Sized {
    /// A method.
    fn record(self) {}
    /// A method.
    fn fail(self) {}
    /// A method.
    fn failure(self) {}
    /// A method.
    fn set(self) {}
}
impl<T> Blanket for T {}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub async fn make(value: u8, text: &str) -> Result<u8, std::num::ParseIntError> {
    std::future::ready(()).await;
    Ok(value + text.parse::<u8>()?)
}
