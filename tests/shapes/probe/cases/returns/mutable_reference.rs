//! A `&mut` argument reborrowed into the return.
// fails under: T E P
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn first(list: &mut Vec<u8>) -> &mut u8 {
    list.push(1);
    &mut list[0]
}
