//! A trait of the user's for everything, with the names of the methods that are called.
/// A trait.
pub trait Blanket {
    /// A method.
    fn record(&self) {}
    /// A method.
    fn fail(&self) {}
    /// A method.
    fn failure(&self) {}
    /// A method.
    fn set(&self) {}
    /// A method.
    fn kind(&self) {}
    /// A method.
    fn scope(&self) {}
    /// A method.
    fn ok(&self) {}
    /// A method.
    fn root(&self) {}
    /// A method.
    fn record_masked(&self) {}
}
impl<T: ?Sized> Blanket for T {}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(
    full,
    otel_runtime::traced(args, ok, err(debug), scope = "name", mask(value))
)]
pub fn make(value: u8, text: &str) -> Result<u8, std::num::ParseIntError> {
    Ok(value + text.parse::<u8>()?)
}
