//! A struct by reference, its fields under other names.
/// A type.
#[derive(Debug)]
pub struct User {
    /// One field.
    pub id: u64,
    /// Another.
    pub name: String,
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn show(
    &User {
        id: number,
        name: ref text,
    }: &User,
) -> String {
    format!("{number} {text}")
}
