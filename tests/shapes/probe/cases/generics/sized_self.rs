//! `where Self: Sized`.
/// A trait.
pub trait Named {
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    fn name(&self) -> String
    where
        Self: Sized,
    {
        std::any::type_name::<Self>().to_owned()
    }
}
