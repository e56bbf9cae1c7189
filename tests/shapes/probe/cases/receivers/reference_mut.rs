//! `&mut self` given back as `&mut`.
// fails under: T E P
/// A type.
#[derive(Debug)]
pub struct User(pub String);
impl User {
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    pub fn name(&mut self, suffix: &str) -> &mut String {
        self.0.push_str(suffix);
        &mut self.0
    }
}
