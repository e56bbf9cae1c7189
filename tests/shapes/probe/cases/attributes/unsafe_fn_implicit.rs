//! An `unsafe fn` with unsafe operations in its body, as editions before 2024 let it.
// editions: 2018 2021
/// A shape.
///
/// # Safety
///
/// The pointer is valid.
#[cfg_attr(traced, otel_runtime::traced)]
pub unsafe fn read(pointer: *const u8) -> u8 {
    *pointer
}
/// A shape.
///
/// # Safety
///
/// The pointer is valid.
#[cfg_attr(traced, otel_runtime::traced)]
pub async unsafe fn read_async(pointer: *const u8) -> u8 {
    std::future::ready(()).await;
    *pointer
}
