//! `&'a self` with a named lifetime.
/// A type.
#[derive(Debug)]
pub struct User<'a>(pub &'a str);
impl<'a> User<'a> {
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    pub fn longest<'b>(&'b self, other: &'b str) -> &'b str
    where
        'a: 'b,
    {
        if self.0.len() > other.len() {
            self.0
        } else {
            other
        }
    }
}
