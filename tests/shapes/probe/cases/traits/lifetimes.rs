//! A trait's lifetime in a method's signature.
/// A trait.
pub trait Parse<'a>: Sized {
    /// Bodiless.
    ///
    /// # Errors
    ///
    /// When it is not one.
    fn parse(text: &'a str) -> Result<(Self, &'a str), &'a str>;
}
impl<'a> Parse<'a> for &'a str {
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok, err(debug)))]
    fn parse(text: &'a str) -> Result<(Self, &'a str), &'a str> {
        text.split_once(' ').ok_or(text)
    }
}
