//! Lint levels and `cfg_attr` around the macro.
#[allow(unused_variables)]
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[cfg_attr(all(), allow(unused_mut))]
#[cfg_attr(any(), missing_macro)]
pub fn quiet(value: u8) {
    let unused = value;
    let mut list = Vec::<u8>::new();
    drop(list);
}
