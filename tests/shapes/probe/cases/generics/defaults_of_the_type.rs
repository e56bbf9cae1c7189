//! A type with a default parameter.
/// A type.
#[derive(Debug, Default)]
pub struct Store<T = u8>(pub Vec<T>);
impl Store {
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    #[must_use]
    pub fn first(&self) -> Option<u8> {
        self.0.first().copied()
    }
}
