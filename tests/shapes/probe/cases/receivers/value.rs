//! `self` by value.
/// A type.
#[derive(Debug)]
pub struct User(pub u64);
impl User {
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    pub fn id(self) -> u64 {
        self.0
    }
}
