//! `Self` in arguments, return type and body.
/// A type.
#[derive(Clone, Debug)]
pub struct User(pub u64);
impl User {
    const FIRST: Self = Self(1);
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    #[must_use]
    pub fn merge(&self, other: &Self, more: Vec<Self>) -> Option<Self> {
        let Self(id) = self;
        more.into_iter()
            .chain([Self(id + other.0), Self::FIRST])
            .next()
    }
}
