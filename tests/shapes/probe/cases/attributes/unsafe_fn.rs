//! `unsafe fn`, whose body is as unsafe as before.
// fails under: P
// editions: 2018 2021
// warns: E0133
#![warn(unsafe_op_in_unsafe_fn)]
/// A shape.
///
/// # Safety
///
/// The pointer is valid.
#[cfg_attr(traced, otel_runtime::traced)]
pub unsafe fn read(pointer: *const u8) -> u8 {
    *pointer
}
