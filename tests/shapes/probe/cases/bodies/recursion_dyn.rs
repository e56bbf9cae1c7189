//! Recursion that hands a closure down as a trait object.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn descend(depth: u8, visit: &mut dyn FnMut(u8)) {
    visit(depth);
    if depth > 0 {
        descend(depth - 1, &mut |at| visit(at));
    }
}
