//! Values of which a forked child has its own.
//!
//! A child made by `fork` has a copy of its parent's memory and none of its parent's threads: a
//! lock that one of them held stays locked, a queue that one of them drained stays full. So what
//! threads share is kept per process, and the first look at it in a child makes the child's own.

use std::{
    fmt,
    ops::Deref,
    sync::{Mutex, OnceLock, RwLock, TryLockError, TryLockResult},
};

use forkguard::Guard;

/// What a forked child starts with, in place of its parent's value.
///
/// No lock in the parent's value may be waited for: who holds it may not be there any more.
pub(crate) trait Inherit {
    fn inherit(&self) -> Self;
}

/// A value per process, for statics and for what lives as long as a telemetry.
///
/// Each child's value hangs on its parent's. A process only ever touches its own and those above
/// it, so that what a child finds under its parent's value is untouched.
pub(crate) struct PerProcess<T> {
    value: T,
    /// Made in the process that the value belongs to, when it is first used.
    guard: OnceLock<Guard>,
    heir: OnceLock<Box<Self>>,
}

impl<T> PerProcess<T> {
    pub(crate) const fn new(value: T) -> Self {
        Self {
            value,
            guard: OnceLock::new(),
            heir: OnceLock::new(),
        }
    }

    fn is_own(&self) -> bool {
        let guard = self.guard.get_or_init(forkguard::new);
        !guard.clone().detected_fork()
    }

    /// The value of the process that made it, of which no lock may be waited for.
    #[cfg(feature = "metrics")]
    pub(crate) fn first(&self) -> &T {
        &self.value
    }

    /// This process's value, unless it was never asked for in a child.
    pub(crate) fn existing(&self) -> Option<&T> {
        let mut value = self;
        while !value.is_own() {
            value = value.heir.get()?;
        }
        Some(&value.value)
    }

    /// This process's value.
    pub(crate) fn get(&self) -> &T
    where
        T: Inherit,
    {
        let mut value = self;
        while !value.is_own() {
            let make = || Box::new(Self::new(value.value.inherit()));
            value = value.heir.get_or_init(make);
        }
        &value.value
    }
}

impl<T: Default> Default for PerProcess<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T: fmt::Debug> fmt::Debug for PerProcess<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.existing().fmt(f)
    }
}

/// How many forks lie between this process and the first that traced, modulo 256.
pub(crate) fn number() -> u8 {
    static NUMBER: PerProcess<Number> = PerProcess::new(Number(0));
    NUMBER.get().0
}

struct Number(u8);

impl Inherit for Number {
    fn inherit(&self) -> Self {
        Self(self.0.wrapping_add(1))
    }
}

/// A copy; empty where the parent was about to change it.
impl<T: Clone + Default> Inherit for Mutex<T> {
    fn inherit(&self) -> Self {
        Self::new(copied(self.try_lock()))
    }
}

/// A copy; empty where the parent was about to change it.
impl<T: Clone + Default> Inherit for RwLock<T> {
    fn inherit(&self) -> Self {
        Self::new(copied(self.try_read()))
    }
}

/// A panic while the lock was held is no reason to begin without what it guards.
fn copied<T: Clone + Default>(held: TryLockResult<impl Deref<Target = T>>) -> T {
    match held {
        Ok(value) => value.clone(),
        Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner().clone(),
        Err(TryLockError::WouldBlock) => T::default(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn one_process_has_one_value() {
        let value = PerProcess::new(Mutex::new(1));
        *value.get().lock().unwrap() = 2;
        assert_eq!(*value.get().lock().unwrap(), 2);
        assert_eq!(*value.existing().unwrap().lock().unwrap(), 2);
    }

    #[test]
    fn a_free_lock_is_copied_and_a_held_one_is_not_waited_for() {
        let lock = Mutex::new(vec![1]);
        assert_eq!(*lock.inherit().lock().unwrap(), [1]);
        let _held = lock.lock().unwrap();
        assert!(lock.inherit().lock().unwrap().is_empty());
    }

    #[test]
    fn a_lock_that_a_panic_has_poisoned_is_copied() {
        let lock = Mutex::new(vec![1]);
        std::thread::scope(|scope| {
            let panicking = scope.spawn(|| {
                let _held = lock.lock().unwrap();
                panic!("while it is held");
            });
            panicking.join().unwrap_err();
        });
        assert_eq!(*lock.inherit().lock().unwrap(), [1]);
    }
}
