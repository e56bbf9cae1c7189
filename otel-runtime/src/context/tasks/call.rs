//! Calls of functions, `tokio::spawn(future)`: known by the type that they return.
//!
//! The argument is bound with the callee's own parameter type for its expected type, so that
//! inference and coercions are those of the bare call; what the callee returns is known then.

use std::{future::Future, marker::PhantomData, ops::Deref, thread};

use tokio::task;

use super::kind::{Tasks, Threads, Unknown};
use crate::context::WithContext;

/// A call that is about to be made.
#[derive(Debug)]
pub enum Called<A, R> {
    /// The argument, and what is known of the call.
    Call(A, Call<A, R>),
    /// Never there: its type ties what the call returns to what the callee does.
    Never(fn() -> R),
}

/// The types of a call.
#[derive(Debug)]
pub struct Call<A, R>(PhantomData<fn(A) -> R>);

/// Evaluates the argument of a call.
#[inline]
pub fn called<A, R, F: FnOnce(A) -> R>(_: &F, argument: A) -> Called<A, R> {
    Called::Call(argument, Call(PhantomData))
}

impl<A, R> Call<A, R> {
    /// The types of the call and of a callee that may be given another argument.
    #[inline]
    pub fn of<F>(self, _: &F) -> Callee<A, R, F> {
        Callee(Uncarried(PhantomData))
    }
}

/// The types of a call; as itself where its argument can be wrapped, else as [`Uncarried`].
#[derive(Debug)]
pub struct Callee<A, R, F>(Uncarried<A, R, F>);

/// The types of a call whose argument stays as it is.
#[derive(Debug)]
pub struct Uncarried<A, R, F>(PhantomData<fn(A, F) -> R>);

impl<A, R, F> Deref for Callee<A, R, F> {
    type Target = Uncarried<A, R, F>;

    #[inline]
    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<A, R, F: FnOnce(A) -> R> Uncarried<A, R, F> {
    /// Nothing is known.
    #[inline]
    pub fn kind(&self) -> Unknown {
        Unknown
    }

    /// Nothing is known.
    #[inline]
    pub fn kind_blocking(&self) -> Unknown {
        Unknown
    }
}

impl<A, T, F> Callee<A, task::JoinHandle<T>, F>
where
    A: Future,
    F: FnOnce(WithContext<A>) -> task::JoinHandle<T>,
{
    /// A future becomes a task of tokio's.
    #[inline]
    pub fn kind(&self) -> Tasks {
        Tasks
    }
}

// What wraps a closure has a type without a name; a box of the closure can be called like it.

impl<A, T, F> Callee<A, task::JoinHandle<T>, F>
where
    A: FnOnce() -> T,
    F: FnOnce(Box<A>) -> task::JoinHandle<T>,
{
    /// A closure becomes a blocking task of tokio's.
    #[inline]
    pub fn kind_blocking(&self) -> Tasks {
        Tasks
    }
}

impl<A, T, F> Callee<A, thread::JoinHandle<T>, F>
where
    A: FnOnce() -> T,
    F: FnOnce(Box<A>) -> thread::JoinHandle<T>,
{
    /// A closure becomes a thread.
    #[inline]
    pub fn kind(&self) -> Threads {
        Threads
    }
}
