//! A generic method of a generic type.
/// A type.
#[derive(Debug)]
pub struct Store<T, const N: usize>(pub [T; N]);
impl<T: Clone, const N: usize> Store<T, N> {
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    pub fn with<U: From<T>>(&self, other: U) -> Vec<U> {
        self.0.iter().cloned().map(U::from).chain([other]).collect()
    }
}
