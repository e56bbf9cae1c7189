//! `unsafe fn` of an unsafe trait.
/// A trait.
///
/// # Safety
///
/// None.
pub unsafe trait Raw {
    /// Bodiless.
    ///
    /// # Safety
    ///
    /// None.
    unsafe fn raw(&self, index: usize) -> &u8;
}
unsafe impl Raw for [u8] {
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    unsafe fn raw(&self, index: usize) -> &u8 {
        unsafe { self.get_unchecked(index) }
    }
}
