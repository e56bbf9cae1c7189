//! Modules of the user's named `std`, `core` and `alloc`.
// fails under: F A P
/// A module.
pub mod std {
    /// A function.
    #[must_use]
    pub fn one() -> u8 {
        1
    }
}
/// A module.
pub mod core {}
/// A module.
pub mod alloc {}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn make(value: u8) -> u8 {
    value + std::one()
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok, err(debug)))]
pub async fn make_async(value: u8) -> Result<u8, String> {
    ::std::future::ready(()).await;
    if value > 0 {
        Ok(std::one())
    } else {
        Err(String::new())
    }
}
