//! Arguments moved, some of them in one way through only.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn send(list: Vec<String>, text: String, first: bool) -> Vec<String> {
    if first {
        return list;
    }
    drop(list);
    vec![text]
}
