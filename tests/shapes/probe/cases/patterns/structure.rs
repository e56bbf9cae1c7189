//! A struct, with `..`.
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
pub fn id(User { id, .. }: User) -> u64 {
    id
}
