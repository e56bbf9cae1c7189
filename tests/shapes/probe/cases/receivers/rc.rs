//! `self: Rc<Self>`, and by reference.
use std::rc::Rc;
/// A type.
#[derive(Debug)]
pub struct User(pub u64);
impl User {
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    pub fn id(self: Rc<Self>) -> u64 {
        self.0
    }
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    pub fn shared(self: &Rc<Self>) -> Rc<Self> {
        Rc::clone(self)
    }
}
