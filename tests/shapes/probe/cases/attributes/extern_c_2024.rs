//! `unsafe extern "C"` with `#[unsafe(no_mangle)]`.
// editions: 2024
/// A shape.
///
/// # Safety
///
/// The pointer is valid.
#[cfg_attr(traced, otel_runtime::traced)]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shape_probe_read(pointer: *const u8) -> u8 {
    unsafe { *pointer }
}
