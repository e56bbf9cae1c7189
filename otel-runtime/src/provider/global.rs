//! The telemetry that `install` made global.

use std::sync::PoisonError;

use super::Core;
use crate::{
    process::PerProcess,
    sync::{
        RwLock,
        atomic::{AtomicU32, Ordering},
        shared,
    },
};

shared! {
    /// The telemetry that `install` made global.
    static GLOBAL: PerProcess<RwLock<Option<&'static Core>>> = PerProcess::new(RwLock::new(None));
    /// How often that changed: threads keep a copy.
    static GENERATION: AtomicU32 = AtomicU32::new(0);
}

/// A thread's copy of the global telemetry.
#[derive(Clone, Copy, Debug)]
pub(crate) struct GlobalCopy {
    generation: u32,
    core: Option<&'static Core>,
}

impl GlobalCopy {
    pub(crate) const fn new() -> Self {
        Self {
            generation: 0,
            core: None,
        }
    }

    /// The global telemetry; reads the shared one only when it was changed.
    #[inline]
    pub(crate) fn get(&mut self) -> Option<&'static Core> {
        let generation = GENERATION.load(Ordering::Acquire);
        if generation != self.generation {
            self.core = global();
            self.generation = generation;
        }
        self.core
    }
}

pub(crate) fn global() -> Option<&'static Core> {
    *GLOBAL.get().read().unwrap_or_else(PoisonError::into_inner)
}

pub(crate) fn set_global(core: Option<&'static Core>) {
    let mut global = GLOBAL.get().write().unwrap_or_else(PoisonError::into_inner);
    *global = core;
    GENERATION.fetch_add(1, Ordering::Release);
}

/// Takes `core` back out if it is the global one.
pub(crate) fn clear_global(core: &'static Core) {
    let mut global = GLOBAL.get().write().unwrap_or_else(PoisonError::into_inner);
    if global.is_some_and(|current| std::ptr::eq(current, core)) {
        *global = None;
        GENERATION.fetch_add(1, Ordering::Release);
    }
}
