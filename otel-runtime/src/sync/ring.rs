//! What the runtime uses of rtrb, with loom's atomics: the order of what happens in several rings
//! is what is modelled, not what happens in one.

#![allow(clippy::unwrap_used)]

use std::collections::VecDeque;

use loom::sync::{
    Arc, Mutex,
    atomic::{AtomicBool, Ordering},
};

#[derive(Debug)]
struct Shared<T> {
    items: Mutex<VecDeque<T>>,
    abandoned: AtomicBool,
}

pub(crate) struct RingBuffer;

impl RingBuffer {
    #[allow(clippy::new_ret_no_self)]
    pub(crate) fn new<T>(capacity: usize) -> (Producer<T>, Consumer<T>) {
        let shared = Arc::new(Shared {
            items: Mutex::new(VecDeque::new()),
            abandoned: AtomicBool::new(false),
        });
        let consumer = Consumer(shared.clone());
        (Producer { shared, capacity }, consumer)
    }
}

#[derive(Debug)]
pub(crate) struct Producer<T> {
    shared: Arc<Shared<T>>,
    capacity: usize,
}

impl<T: Copy> Producer<T> {
    pub(crate) fn is_full(&self) -> bool {
        self.shared.items.lock().unwrap().len() == self.capacity
    }

    pub(crate) fn push(&mut self, item: T) -> Result<(), ()> {
        self.push_entire_slice(&[item])
    }

    pub(crate) fn push_entire_slice(&mut self, more: &[T]) -> Result<(), ()> {
        let mut items = self.shared.items.lock().unwrap();
        if items.len() + more.len() > self.capacity {
            return Err(());
        }
        items.extend(more);
        Ok(())
    }
}

impl<T> Drop for Producer<T> {
    fn drop(&mut self) {
        self.shared.abandoned.store(true, Ordering::Release);
    }
}

#[derive(Debug)]
pub(crate) struct Consumer<T>(Arc<Shared<T>>);

impl<T: Copy> Consumer<T> {
    pub(crate) fn is_abandoned(&self) -> bool {
        self.0.abandoned.load(Ordering::Acquire)
    }

    pub(crate) fn slots(&self) -> usize {
        self.0.items.lock().unwrap().len()
    }

    pub(crate) fn pop(&mut self) -> Result<T, ()> {
        self.0.items.lock().unwrap().pop_front().ok_or(())
    }

    pub(crate) fn read_chunk(&mut self, len: usize) -> Result<chunks::ReadChunk<'_, T>, ()> {
        let items: Vec<T> = self
            .0
            .items
            .lock()
            .unwrap()
            .iter()
            .copied()
            .take(len)
            .collect();
        let whole = items.len() == len;
        let chunk = chunks::ReadChunk {
            items,
            consumer: self,
        };
        whole.then_some(chunk).ok_or(())
    }
}

pub(crate) mod chunks {
    use super::Consumer;

    pub(crate) struct ReadChunk<'a, T> {
        pub(super) items: Vec<T>,
        pub(super) consumer: &'a mut Consumer<T>,
    }

    impl<T> ReadChunk<'_, T> {
        pub(crate) fn as_slices(&self) -> (&[T], &[T]) {
            (&self.items, &[])
        }

        pub(crate) fn commit_all(self) {
            let read = self.items.len();
            self.consumer.0.items.lock().unwrap().drain(..read);
        }
    }
}
