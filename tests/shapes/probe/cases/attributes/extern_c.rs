//! `extern "C"` with `#[no_mangle]`.
// editions: 2018 2021
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[no_mangle]
pub extern "C" fn shape_probe_add(left: u8, right: u8) -> u8 {
    left + right
}
