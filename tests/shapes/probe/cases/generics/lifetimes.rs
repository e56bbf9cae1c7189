//! Several lifetimes, one outliving another.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn pick<'a, 'b: 'a>(left: &'a str, right: &'b str, kept: &mut &'b str) -> &'a str {
    *kept = right;
    if left.is_empty() { left } else { right }
}
