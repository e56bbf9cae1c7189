//! `parent = argument` and `links(argument)`: an argument that the body may need too is not taken
//! from it.
//!
//! Generated code calls a method on `(&&&ParentOf(&argument))`; method lookup takes the first of these
//! traits, by number of references, whose bounds the type meets.

use super::{IntoLinks, IntoParent, Start};

/// An argument that names the parent.
#[derive(Debug)]
pub struct ParentOf<'a, T>(pub &'a T);

/// An argument that is linked to.
#[derive(Debug)]
pub struct LinksOf<'a, T>(pub &'a T);

/// First choice: a value that can be copied, such as a reference.
pub trait Copied<M> {
    /// Tells the start of it.
    fn otel_tell(&self, start: &mut Start);
}

impl<T: IntoParent + Copy> Copied<()> for &&ParentOf<'_, T> {
    #[inline]
    fn otel_tell(&self, start: &mut Start) {
        start.parent(*self.0);
    }
}

impl<M, T: IntoLinks<M> + Copy> Copied<M> for &&LinksOf<'_, T> {
    #[inline]
    fn otel_tell(&self, start: &mut Start) {
        start.link(*self.0);
    }
}

/// Second choice: a value whose reference says the same.
pub trait Borrowed<M> {
    /// Tells the start of it.
    fn otel_tell(&self, start: &mut Start);
}

impl<'a, T> Borrowed<()> for &ParentOf<'a, T>
where
    &'a T: IntoParent,
{
    #[inline]
    fn otel_tell(&self, start: &mut Start) {
        start.parent(self.0);
    }
}

impl<'a, M, T> Borrowed<M> for &LinksOf<'a, T>
where
    &'a T: IntoLinks<M>,
{
    #[inline]
    fn otel_tell(&self, start: &mut Start) {
        start.link(self.0);
    }
}

// Last choice: a value that has to be cloned. What it cannot be is an error at the user's word.

impl<T> ParentOf<'_, T> {
    /// Tells the start of it.
    #[inline]
    pub fn otel_tell(&self, start: &mut Start)
    where
        T: IntoParent + Clone,
    {
        start.parent(self.0.clone());
    }
}

impl<T> LinksOf<'_, T> {
    /// Tells the start of it.
    #[inline]
    pub fn otel_tell<M>(&self, start: &mut Start)
    where
        T: IntoLinks<M> + Clone,
    {
        start.link(self.0.clone());
    }
}
