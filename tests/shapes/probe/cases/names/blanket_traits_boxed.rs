//! A trait for all types, with methods called like those that the expansion calls on a boxed future.
use std::future::{Future, ready};
use std::pin::Pin;
/// A trait.
pub trait Blanket: Sized {
    /// A method.
    fn start(self) {}
    /// A method.
    fn start_with(self) {}
    /// A method.
    fn call(self) {}
    /// A method.
    fn traced(self) {}
}
impl<T> Blanket for T {}
/// An alias.
pub type Fut<T> = Pin<Box<dyn Future<Output = T> + Send>>;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn load(early: bool) -> Fut<()> {
    if early {
        return Box::pin(ready(()));
    }
    Box::pin(ready(()))
}
