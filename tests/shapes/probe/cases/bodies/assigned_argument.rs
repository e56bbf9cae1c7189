//! Arguments that are assigned to and borrowed mutably.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn fill(mut text: String, list: &mut Vec<String>, mut count: usize) -> usize {
    while count > 0 {
        text.push('x');
        list.push(text.clone());
        count -= 1;
    }
    list.len()
}
