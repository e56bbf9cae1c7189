//! `self: Box<Self>`.
/// A type.
#[derive(Debug)]
pub struct User(pub String);
impl User {
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    pub fn name(self: Box<Self>) -> String {
        self.0
    }
}
