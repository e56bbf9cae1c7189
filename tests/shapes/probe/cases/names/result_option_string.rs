//! Types of the user's named `Result`, `Option`, `String`, `Box`, `Vec`.
// fails under: T A
/// A type.
#[derive(Debug)]
pub struct Result<T>(pub T);
/// A type.
#[derive(Debug)]
pub struct Option;
/// A type.
#[derive(Debug)]
pub struct String(pub u8);
/// A type.
#[derive(Debug)]
pub struct Vec;
/// A type.
#[derive(Debug)]
pub struct Box;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn make(value: String) -> Result<Option> {
    drop(value);
    Result(Option)
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub async fn make_async(value: String, _: Vec) -> Result<Box> {
    drop(std::future::ready(value).await);
    Result(Box)
}
