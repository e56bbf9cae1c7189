//! What a call starts: the methods wrap its argument, or give it back as it is.

use std::{future::Future, marker::PhantomData};

use crate::context::{Carried, WithContext};

/// No task of a kind that we know: nothing is touched.
#[derive(Clone, Copy, Debug)]
pub struct Unknown;

/// Tasks of an async runtime.
#[derive(Clone, Copy, Debug)]
pub struct Tasks;

/// Tasks whose results are collected, and so of one type.
#[derive(Clone, Copy, Debug)]
pub struct Joined<T>(pub(super) PhantomData<fn() -> T>);

/// Threads.
#[derive(Clone, Copy, Debug)]
pub struct Threads;

impl Unknown {
    /// The argument as it is.
    #[inline]
    pub fn start<A>(self, _: impl FnOnce() -> Carried, argument: A) -> A {
        argument
    }

    /// The argument as it is.
    #[inline]
    pub fn start_blocking<A>(self, _: impl FnOnce() -> Carried, argument: A) -> A {
        argument
    }

    /// Nothing to carry.
    #[inline]
    pub fn carried(self, _: impl FnOnce() -> Carried) -> Nothing {
        Nothing
    }
}

impl Tasks {
    /// The future with the Context.
    #[inline]
    pub fn start<F: Future>(self, how: impl FnOnce() -> Carried, future: F) -> WithContext<F> {
        WithContext::new(how(), future)
    }

    /// The closure with the Context.
    #[inline]
    pub fn start_blocking<H, R, F>(self, how: H, closure: F) -> impl FnOnce() -> R + use<H, R, F>
    where
        H: FnOnce() -> Carried,
        F: FnOnce() -> R,
    {
        carrying(how(), closure)
    }

    /// The Context.
    #[inline]
    pub fn carried(self, how: impl FnOnce() -> Carried) -> Carried {
        how()
    }
}

impl<T> Joined<T> {
    /// The future with the Context.
    #[inline]
    pub fn start<F>(self, how: impl FnOnce() -> Carried, future: F) -> WithContext<F>
    where
        F: Future<Output = T>,
    {
        WithContext::new(how(), future)
    }

    /// The closure with the Context.
    #[inline]
    pub fn start_blocking<H, F>(self, how: H, closure: F) -> impl FnOnce() -> T + use<H, T, F>
    where
        H: FnOnce() -> Carried,
        F: FnOnce() -> T,
    {
        carrying(how(), closure)
    }

    /// The Context.
    #[inline]
    pub fn carried(self, how: impl FnOnce() -> Carried) -> Carried {
        how()
    }
}

impl Threads {
    /// The closure with the Context.
    #[inline]
    pub fn start<H, R, F>(self, how: H, closure: F) -> impl FnOnce() -> R + use<H, R, F>
    where
        H: FnOnce() -> Carried,
        F: FnOnce() -> R,
    {
        carrying(how(), closure)
    }

    /// The closure with the Context.
    #[inline]
    pub fn start_blocking<H, R, F>(self, how: H, closure: F) -> impl FnOnce() -> R + use<H, R, F>
    where
        H: FnOnce() -> Carried,
        F: FnOnce() -> R,
    {
        carrying(how(), closure)
    }

    /// The Context.
    #[inline]
    pub fn carried(self, how: impl FnOnce() -> Carried) -> Carried {
        how()
    }
}

#[inline]
fn carrying<R, F: FnOnce() -> R>(carried: Carried, closure: F) -> impl FnOnce() -> R + use<R, F> {
    move || {
        let _entered = carried.enter();
        closure()
    }
}

/// What stands in place of a `Carried` where nothing is carried: a closure that holds it stays what
/// it was, `Fn` and `Copy`.
#[derive(Clone, Copy, Debug)]
pub struct Nothing;

impl Nothing {
    /// Does nothing.
    #[inline]
    pub fn enter(self) -> Self {
        self
    }
}

/// Makes a closure that is not `move` take along what it enters.
#[derive(Debug)]
pub struct Once<C>(C);

/// See [`Once`].
#[inline]
pub fn once<C>(carried: C) -> Once<C> {
    Once(carried)
}

impl Once<Nothing> {
    /// Does nothing.
    #[inline]
    pub fn enter(self) -> Nothing {
        self.0
    }
}

impl Once<Carried> {
    /// Makes it current until the guard is dropped.
    #[inline]
    pub fn enter(self) -> crate::context::Entered {
        self.0.enter()
    }
}
