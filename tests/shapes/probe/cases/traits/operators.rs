//! Methods of operators, iterators, conversions.
use std::ops::{Add, Deref, Index};
/// A type.
#[derive(Clone, Copy, Debug)]
pub struct Meters(pub [u8; 1]);
impl Add for Meters {
    type Output = Self;
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    fn add(self, other: Self) -> Self {
        Self([self.0[0] + other.0[0]])
    }
}
impl Index<usize> for Meters {
    type Output = u8;
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    fn index(&self, at: usize) -> &u8 {
        &self.0[at]
    }
}
impl Deref for Meters {
    type Target = [u8];
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    fn deref(&self) -> &[u8] {
        &self.0
    }
}
impl From<u8> for Meters {
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    fn from(value: u8) -> Self {
        Self([value])
    }
}
