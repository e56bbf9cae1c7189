//! Associated types and constants in the signature.
/// A trait.
pub trait Shape {
    /// A type.
    type Side: Default;
    /// A number.
    const SIDES: usize;
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn side<S: Shape>(_shape: &S, side: S::Side) -> [Option<<S as Shape>::Side>; 1] {
    [if S::SIDES > 3 { Some(side) } else { None }]
}
