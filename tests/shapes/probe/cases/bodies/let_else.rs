//! `let else` and let chains.
// editions: 2024
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn second(list: Option<&[u8]>) -> u8 {
    let Some([_, second, ..]) = list else {
        return 0;
    };
    if let Some(list) = list
        && list.len() > 2
        && let [.., last] = list
    {
        return *last;
    }
    *second
}
