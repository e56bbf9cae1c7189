//! A default method called on a trait object.
/// A trait.
pub trait Named {
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    fn name(&self) -> &'static str {
        "name"
    }
}
/// Calls it.
#[must_use]
pub fn call(named: &dyn Named) -> &'static str {
    named.name()
}
