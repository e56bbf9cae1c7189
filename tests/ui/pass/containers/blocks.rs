#![deny(warnings, missing_docs, unreachable_pub, unused_qualifications)]
#![forbid(unsafe_code)]

//! Blocks of every kind, with everything that can stand in them.

use async_trait::async_trait;
use otel_runtime::traced;

/// A matrix.
#[derive(Debug)]
pub struct Matrix<T, const N: usize>([T; N]);

#[traced(kind = client, args, mask(secret))]
impl<'a, T: Clone + 'a, const N: usize> Matrix<T, N>
where
    Vec<T>: Clone,
{
    #![allow(clippy::unused_self)]

    /// A constant.
    pub const LENGTH: usize = {
        const fn length() -> usize {
            3
        }
        length()
    };

    /// A constant function.
    #[must_use]
    pub const fn length(&self) -> usize {
        N
    }

    /// Braces in the return type.
    #[must_use]
    pub fn other(self) -> Matrix<T, { 1 + 1 }> {
        Matrix([self.0[0].clone(), self.0[0].clone()])
    }

    /// `impl Trait`, lifetimes.
    pub fn iterate<'b>(&'b self, secret: &'b str) -> impl Iterator<Item = &'b T> + use<'a, 'b, T, N>
    where
        'a: 'b,
    {
        let _ = secret;
        self.0.iter()
    }

    /// Self by box, never, mutable.
    pub fn boxed(self: Box<Self>, mut count: usize) -> usize {
        count += 1;
        count
    }

    #[traced(name = format!("{self:?}"))]
    fn named(&mut self) -> &mut T
    where
        T: std::fmt::Debug,
    {
        &mut self.0[0]
    }

    fn never() -> ! {
        std::process::exit(0)
    }

    #[cfg(any())]
    fn absent(&self) -> Missing {}

    #[allow(dead_code)]
    #[deprecated]
    fn deprecated(&self) {}
}

impl<T, const N: usize> Drop for Matrix<T, N> {
    fn drop(&mut self) {}
}

/// A trait.
#[traced]
pub trait Shape: Sized {
    /// A type.
    type Unit: Default;
    /// A constant.
    const EDGES: u8 = 4;

    /// Without a body.
    fn area(&self) -> u64;

    /// A default.
    fn double(self) -> u64 {
        2 * self.area()
    }

    /// Without `self`.
    #[must_use]
    fn unit() -> Self::Unit {
        Self::Unit::default()
    }

    /// Stays asynchronous.
    #[allow(async_fn_in_trait)]
    async fn slowly(&self, times: u8) -> u64 {
        self.area() * u64::from(times)
    }
}

#[traced]
impl Shape for () {
    type Unit = ();
    fn area(&self) -> u64 {
        0
    }
    async fn slowly(&self, times: u8) -> u64 {
        u64::from(times)
    }
}

#[traced(crate = ::otel_runtime)]
mod module {
    #![no_implicit_prelude]

    extern crate alloc;

    use ::otel_runtime::traced;

    pub(super) static LIST: [u8; 1 + 1] = [1, 2];

    #[derive(Clone)]
    #[allow(dead_code)]
    pub(super) enum Choice {
        One { field: u8 },
    }

    #[traced(attrs(first = LIST[0]))]
    pub(super) fn first() -> ::core::option::Option<u8> {
        LIST.first().copied()
    }

    #[traced(kind = server)]
    pub(super) mod nested {
        pub(in super::super) fn callback() -> fn() -> ::core::option::Option<u8> {
            super::first
        }
    }
}

#[traced]
#[async_trait]
trait Both {
    async fn borrowed<'a>(&'a self, text: &'a str) -> &'a str {
        let _ = self;
        text
    }
}

impl Both for () {}

fn main() {
    let mut matrix = Matrix([1; 3]);
    assert_eq!(matrix.iterate("secret").count(), 3);
    *matrix.named() = 2;
    assert_eq!(matrix.length() + Matrix::<u8, 3>::LENGTH, 6);
    assert_eq!(Box::new(Matrix([1; 1])).boxed(1), 2);
    ().double();
    let () = <()>::unit();
    drop(().slowly(1));
    drop(().borrowed(""));
    module::nested::callback()();
    let _ = module::Choice::One { field: 1 }.clone();
    if std::env::args().count() > 100 {
        Matrix::<u8, 1>::never();
    }
}
