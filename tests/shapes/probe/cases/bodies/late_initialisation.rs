//! A local that gets its value in one of two arms.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
pub fn longest<'a>(left: &'a str, right: &'a str) -> &'a str {
    let longest;
    if left.len() > right.len() {
        longest = left;
    } else {
        longest = right;
    }
    longest
}
