//! `async unsafe fn`.
// fails under: F C
/// A shape.
///
/// # Safety
///
/// The pointer is valid.
#[cfg_attr(traced, otel_runtime::traced)]
pub async unsafe fn read(pointer: *const u8) -> u8 {
    std::future::ready(()).await;
    unsafe { *pointer }
}
