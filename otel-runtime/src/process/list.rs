//! A list that a forked child finds whole, whatever its parent's threads were doing with it.

use std::sync::{Mutex, PoisonError, RwLock, TryLockError};

use super::Inherit;

/// A list in two copies, changed one after the other: at every moment one of them can be read
/// without waiting, which is all that a child made by `fork` may do.
#[derive(Debug)]
pub(crate) struct List<T> {
    first: RwLock<Vec<T>>,
    second: RwLock<Vec<T>>,
    changing: Mutex<()>,
}

impl<T> List<T> {
    pub(crate) const fn new() -> Self {
        Self {
            first: RwLock::new(Vec::new()),
            second: RwLock::new(Vec::new()),
            changing: Mutex::new(()),
        }
    }
}

impl<T: Clone> List<T> {
    pub(crate) fn of(all: Vec<T>) -> Self {
        Self {
            first: RwLock::new(all.clone()),
            second: RwLock::new(all),
            changing: Mutex::new(()),
        }
    }

    pub(crate) fn all(&self) -> Vec<T> {
        let first = self.first.read();
        first.unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn push(&self, one: T) {
        self.change(|all| all.push(one.clone()));
    }

    /// Takes out those that are not to be kept.
    pub(crate) fn retain(&self, keep: impl Fn(&T) -> bool) {
        self.change(|all| all.retain(&keep));
    }

    fn change(&self, change: impl Fn(&mut Vec<T>)) {
        let changing = self.changing.lock();
        let _one_at_a_time = changing.unwrap_or_else(PoisonError::into_inner);
        for copy in [&self.first, &self.second] {
            change(&mut copy.write().unwrap_or_else(PoisonError::into_inner));
        }
    }
}

/// A copy, before or after what the parent was about to change.
impl<T: Clone> Inherit for List<T> {
    fn inherit(&self) -> Self {
        let copies = [&self.first, &self.second];
        let all = copies.iter().find_map(|copy| match copy.try_read() {
            Ok(all) => Some(all.clone()),
            Err(TryLockError::Poisoned(poisoned)) => Some(poisoned.into_inner().clone()),
            Err(TryLockError::WouldBlock) => None,
        });
        Self::of(all.unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn both_copies_are_changed() {
        let list = List::of(vec![1, 2]);
        list.push(3);
        list.retain(|one| *one != 2);
        assert_eq!(list.all(), [1, 3]);
        assert_eq!(*list.second.read().unwrap(), [1, 3]);
    }

    #[test]
    fn whichever_copy_is_being_changed_a_child_has_the_list() {
        let list = List::of(vec![1, 2]);
        let changing = list.first.write().unwrap();
        assert_eq!(list.inherit().all(), [1, 2]);
        drop(changing);
        let _changing = list.second.write().unwrap();
        assert_eq!(list.inherit().all(), [1, 2]);
    }
}
