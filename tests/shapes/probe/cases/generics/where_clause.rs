//! A where clause, also on types that are no parameters.
use std::fmt::Debug;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn shown<T, U>(value: &T) -> String
where
    T: Debug + IntoIterator<Item = U> + ?Sized,
    for<'a> &'a U: Into<u64>,
    Vec<U>: Clone,
{
    format!("{value:?}")
}
