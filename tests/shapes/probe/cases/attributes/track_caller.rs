//! `#[track_caller]` of a function and of a method.
/// A type.
#[derive(Debug)]
pub struct Store(pub Vec<u8>);
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[track_caller]
#[must_use]
pub fn here() -> &'static std::panic::Location<'static> {
    std::panic::Location::caller()
}
impl Store {
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args))]
    #[track_caller]
    pub fn first(&mut self, at: usize) -> &mut u8 {
        self.0.get_mut(at).expect("it is there")
    }
}
