//! Generic methods of a generic trait.
/// A trait.
pub trait Convert<T> {
    /// Bodiless.
    fn convert<U: From<T>>(self, other: T) -> (U, U);
}
impl Convert<u8> for u8 {
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    fn convert<U: From<u8>>(self, other: u8) -> (U, U) {
        (self.into(), other.into())
    }
}
