//! `-> impl Stream + Send` of a trait, and its default.
use futures::{Stream, stream};
/// The trait.
pub trait Pages {
    /// By each type.
    fn pages(&self) -> impl Stream<Item = u8> + Send;
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    fn pages_again(&self, count: u8) -> impl Stream<Item = u8> + Send {
        stream::iter(0..count)
    }
}
impl Pages for u8 {
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    fn pages(&self) -> impl Stream<Item = u8> + Send {
        stream::iter(0..*self)
    }
}
