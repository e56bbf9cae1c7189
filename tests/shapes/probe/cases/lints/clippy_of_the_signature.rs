//! What clippy says of a signature.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn many(
    a: bool,
    b: bool,
    c: bool,
    d: bool,
    e: String,
    f: &Box<u8>,
    g: &mut Vec<u8>,
) -> Result<Option<u8>, ()> {
    g.push(**f);
    if a && b && c && d {
        Ok(Some(e.len() as u8))
    } else {
        Err(())
    }
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn panics(text: &str) -> u8 {
    text.parse().unwrap()
}
/// A type.
#[derive(Debug)]
pub struct Store;
impl Store {
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    pub fn new() -> Self {
        Self
    }
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    pub fn to_text(self) -> String {
        String::new()
    }
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    pub fn unused_self(&self, value: u8) -> u8 {
        value
    }
}
