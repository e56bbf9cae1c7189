//! The end of a telemetry, or of one of its backends.

use std::{
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    time::Instant,
};

use crate::process::Inherit;
use crate::provider::ExportError;

/// An end that comes once: who asks for it again waits for the first, and has its result.
#[derive(Debug, Default)]
pub(crate) struct End {
    state: Mutex<State>,
    reached: Condvar,
}

/// How far it is.
#[derive(Clone, Debug, Default)]
pub(crate) enum State {
    #[default]
    Running,
    /// Somebody sees to it.
    Ending,
    Ended(Result<(), ExportError>),
}

impl End {
    /// The end of what has never run.
    pub(crate) fn reached() -> Self {
        Self {
            state: Mutex::new(State::Ended(Ok(()))),
            reached: Condvar::new(),
        }
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether nobody has asked for it.
    pub(crate) fn is_ahead(&self) -> bool {
        matches!(*self.state(), State::Running)
    }

    pub(crate) fn result(&self) -> Option<Result<(), ExportError>> {
        match &*self.state() {
            State::Ended(result) => Some(result.clone()),
            State::Running | State::Ending => None,
        }
    }

    pub(crate) fn reach(&self, result: Result<(), ExportError>) {
        *self.state() = State::Ended(result);
        self.reached.notify_all();
    }

    /// Waits for the result, at most until the deadline.
    pub(crate) fn wait(&self, deadline: Instant) -> Result<(), ExportError> {
        let left = deadline.saturating_duration_since(Instant::now());
        let has_not_come = |state: &mut State| !matches!(state, State::Ended(_));
        let waited = self
            .reached
            .wait_timeout_while(self.state(), left, has_not_come);
        let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        match &*state {
            State::Ended(result) => result.clone(),
            State::Running | State::Ending => Err(ExportError::late()),
        }
    }
}

impl Inherit for End {
    /// What was about to end has no more to do in a child: what was under way is its parent's.
    fn inherit(&self) -> Self {
        match self.state.try_lock().as_deref() {
            Ok(State::Ending | State::Ended(_)) => Self::reached(),
            Ok(State::Running) | Err(_) => Self::default(),
        }
    }
}
