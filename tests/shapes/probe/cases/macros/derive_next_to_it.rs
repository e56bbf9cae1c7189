//! A traced method beside derives and another crate's attribute.
/// A type.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Store {
    /// A field.
    pub name: String,
}
impl Store {
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    #[rustfmt::skip]
    #[must_use]
    pub fn name(&self) -> &str { &self.name }
}
