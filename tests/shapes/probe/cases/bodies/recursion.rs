//! Plain recursion, and that of a generic function and a method.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn factorial(number: u64) -> u64 {
    if number < 2 {
        1
    } else {
        number * factorial(number - 1)
    }
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn walk<T: PartialEq>(list: &[T], wanted: &T) -> usize {
    match list {
        [] => 0,
        [first, rest @ ..] => usize::from(first == wanted) + walk(rest, wanted),
    }
}
