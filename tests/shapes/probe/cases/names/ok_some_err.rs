//! Structs of the user's named `Ok`, `Err`, `Some`, `None`.
// fails under: T A
/// A type.
#[derive(Debug)]
pub struct Ok(pub u8);
/// A type.
#[derive(Debug)]
pub struct Err;
/// A type.
#[derive(Debug)]
pub struct Some;
/// A type.
#[derive(Debug)]
pub struct None;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok, err(debug)))]
pub fn make(value: Ok) -> Result<Err, Some> {
    if value.0 > 0 {
        Result::Ok(Err)
    } else {
        Result::Err(Some)
    }
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok, err(debug)))]
pub async fn make_async(_: None) -> Result<Err, Some> {
    std::future::ready(()).await;
    Result::Ok(Err)
}
