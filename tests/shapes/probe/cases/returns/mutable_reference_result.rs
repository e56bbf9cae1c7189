//! A `&mut` argument reborrowed into a `Result`.
// fails under: T E P
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok, err(debug)))]
pub fn first(list: &mut [u8]) -> Result<&mut u8, String> {
    list.first_mut().ok_or_else(|| "empty".to_owned())
}
