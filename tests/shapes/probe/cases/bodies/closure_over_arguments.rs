//! Closures that take arguments along.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn make(text: String, mut list: Vec<u8>) -> Box<dyn FnMut() -> (usize, usize)> {
    Box::new(move || {
        list.push(1);
        (text.len(), list.len())
    })
}
