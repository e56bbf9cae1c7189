//! A default method on `&mut dyn` and in a box.
/// A trait.
pub trait Count {
    /// Bodiless.
    fn count(&mut self) -> &mut u8;
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    fn next(&mut self) -> &mut u8 {
        *self.count() += 1;
        self.count()
    }
}
/// Calls it.
pub fn call(mut count: Box<dyn Count>) -> u8 {
    *count.next()
}
