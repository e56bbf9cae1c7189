//! `self` of which the body moves one field.
/// A type.
#[derive(Debug)]
pub struct User {
    /// One field.
    pub name: String,
    /// Another.
    pub mail: String,
}
impl User {
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    pub fn name(self) -> (String, usize) {
        let name = self.name;
        (name, self.mail.len())
    }
}
