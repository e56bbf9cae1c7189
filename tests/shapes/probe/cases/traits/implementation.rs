//! A method of `impl Trait for Vec<T>`.
/// A trait.
pub trait Total {
    /// Bodiless.
    fn total(&self) -> usize;
}
impl<T> Total for Vec<T>
where
    T: Clone + Into<usize>,
{
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    fn total(&self) -> usize {
        self.iter().cloned().map(Into::into).sum()
    }
}
