//! The body binds an argument's name again.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn trimmed(name: &str) -> String {
    let name = name.trim();
    let name = name.to_owned();
    name
}
