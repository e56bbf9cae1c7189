//! Calls of methods, `set.spawn(future)`: known by the type of their receiver.

use std::{
    cell::{Ref, RefMut},
    marker::PhantomData,
    ops::Deref,
    rc::Rc,
    sync::{Arc, LazyLock, MutexGuard, RwLockReadGuard, RwLockWriteGuard},
    thread,
};

use tokio::{runtime, task};

use super::kind::{Joined, Tasks, Threads, Unknown};

/// A type whose methods start tasks.
pub trait Starter {
    /// What they start.
    type Kind;
    /// Its only value.
    const KIND: Self::Kind;
}

impl Starter for runtime::Handle {
    type Kind = Tasks;
    const KIND: Tasks = Tasks;
}

impl Starter for runtime::Runtime {
    type Kind = Tasks;
    const KIND: Tasks = Tasks;
}

impl Starter for task::LocalSet {
    type Kind = Tasks;
    const KIND: Tasks = Tasks;
}

impl<T> Starter for task::JoinSet<T> {
    type Kind = Joined<T>;
    const KIND: Joined<T> = Joined(PhantomData);
}

impl Starter for thread::Builder {
    type Kind = Threads;
    const KIND: Threads = Threads;
}

impl Starter for thread::Scope<'_, '_> {
    type Kind = Threads;
    const KIND: Threads = Threads;
}

/// Pointers and guards, through which such a method is called. Not every `Deref`: a type of the
/// user's may have a `spawn` of its own.
macro_rules! through {
    ($($pointer:ty),* $(,)?) => {$(
        impl<T: Starter> Starter for $pointer {
            type Kind = T::Kind;
            const KIND: T::Kind = T::KIND;
        }
    )*};
}

through! {
    &T,
    &mut T,
    Box<T>,
    Rc<T>,
    Arc<T>,
    LazyLock<T>,
    Ref<'_, T>,
    RefMut<'_, T>,
    MutexGuard<'_, T>,
    RwLockReadGuard<'_, T>,
    RwLockWriteGuard<'_, T>,
    tokio::sync::MutexGuard<'_, T>,
    tokio::sync::RwLockReadGuard<'_, T>,
    tokio::sync::RwLockWriteGuard<'_, T>,
}

/// The type of a receiver; as itself where its methods start tasks, else as [`Noted`].
#[derive(Debug)]
pub struct Receiver<T: ?Sized>(Noted<T>);

/// The type of a receiver of which nothing is known.
#[derive(Debug)]
pub struct Noted<T: ?Sized>(PhantomData<fn(&T)>);

impl<T: ?Sized> Deref for Receiver<T> {
    type Target = Noted<T>;

    #[inline]
    fn deref(&self) -> &Noted<T> {
        &self.0
    }
}

impl<T: ?Sized> Noted<T> {
    /// Nothing is known.
    #[inline]
    pub fn kind(&self) -> Unknown {
        Unknown
    }
}

impl<T: Starter + ?Sized> Receiver<T> {
    /// What its methods start.
    #[inline]
    pub fn kind(&self) -> T::Kind {
        T::KIND
    }
}

/// The type of a receiver, which is to be found out.
#[inline]
pub fn receiver<T: ?Sized>() -> Receiver<T> {
    Receiver(Noted(PhantomData))
}

/// Finds out the type of a place.
#[inline]
pub fn note<T: ?Sized>(_: &Receiver<T>, _: &T) {}

/// Finds out the type of a value.
#[inline]
pub fn noted<T>(_: &Receiver<T>, value: T) -> T {
    value
}

/// The type of a part of a receiver; the closure is not called.
#[inline]
pub fn part<T, U: ?Sized>(_: &Receiver<T>, _: impl FnOnce(&T) -> &U) -> Receiver<U> {
    receiver()
}

/// The value, once something was found out.
#[inline]
pub fn after<T>((): (), value: T) -> T {
    value
}
