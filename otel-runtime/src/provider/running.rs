//! A telemetry as it runs: its backends' ledgers, and its end, once in each process that has it.

use std::{
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        mpsc::{self, Receiver, RecvTimeoutError},
    },
    time::{Duration, Instant},
};

use super::{Core, ExportError, clear_global, roster};
use crate::{
    callsite, collector, diagnostics,
    export::{Backend, Done, Ledger, Recipe},
    process::{Inherit, PerProcess},
};

/// A longer wait is one without end.
const LONGEST_WAIT: Duration = Duration::from_secs(365 * 24 * 3600);

/// How much of a shutdown's time is kept at most for the backends' answers.
const LONGEST_MARGIN: Duration = Duration::from_millis(250);

/// A telemetry and how its backends are started.
#[derive(Debug)]
pub(super) struct Running {
    core: &'static Core,
    recipes: Vec<Recipe>,
    here: PerProcess<Here>,
}

/// What a telemetry has in one process.
#[derive(Debug)]
struct Here {
    ledgers: Vec<Arc<Ledger>>,
    end: Mutex<End>,
    changed: Condvar,
}

/// Where the backends answer, each of them once.
pub(super) type Answers = Receiver<Result<(), String>>;

/// How far a telemetry is on its way to its end.
#[derive(Clone, Debug, Default)]
enum End {
    #[default]
    Running,
    /// Somebody waits for its backends.
    Ending,
    Ended(Result<(), ExportError>),
}

/// What it takes to wait for a telemetry's end.
pub(super) enum Ending {
    /// The backends were asked, and answer here.
    Asked(Answers),
    /// Somebody else has asked.
    Awaited,
}

impl Inherit for Here {
    /// In a child every count begins anew: what was under way is its parent's. So is the end of a
    /// telemetry that was about to end.
    fn inherit(&self) -> Self {
        let ended = matches!(
            self.end.try_lock().as_deref(),
            Ok(End::Ending | End::Ended(_))
        );
        let end = if ended {
            End::Ended(Ok(()))
        } else {
            End::Running
        };
        let anew = |ledger: &Arc<Ledger>| Arc::new(Ledger::new(ledger.backend().to_owned()));
        Self::new(self.ledgers.iter().map(anew).collect(), end)
    }
}

impl Here {
    fn new(ledgers: Vec<Arc<Ledger>>, end: End) -> Self {
        Self {
            ledgers,
            end: Mutex::new(end),
            changed: Condvar::new(),
        }
    }

    fn end(&self) -> MutexGuard<'_, End> {
        self.end.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Running {
    pub(super) fn new(core: &'static Core, recipes: Vec<Recipe>) -> Self {
        let ledger = |recipe: &Recipe| Arc::new(Ledger::new(recipe.name().to_owned()));
        let here = Here::new(recipes.iter().map(ledger).collect(), End::Running);
        Self {
            core,
            recipes,
            here: PerProcess::new(here),
        }
    }

    /// One that has never run.
    pub(super) fn ended(core: &'static Core) -> Self {
        Self {
            core,
            recipes: Vec::new(),
            here: PerProcess::new(Here::new(Vec::new(), End::Ended(Ok(())))),
        }
    }

    pub(super) fn core(&self) -> &'static Core {
        self.core
    }

    pub(super) fn ledgers(&self) -> impl Iterator<Item = &Ledger> {
        self.here.get().ledgers.iter().map(|ledger| &**ledger)
    }

    /// Starts the backends.
    pub(super) fn start(&self) -> Result<Vec<Box<dyn Backend>>, super::Error> {
        let ledgers = &self.here.get().ledgers;
        let start = |(recipe, ledger): (&Recipe, &Arc<Ledger>)| recipe.start(ledger.clone());
        self.recipes.iter().zip(ledgers).map(start).collect()
    }

    /// Starts the backends in a child made by `fork`; what cannot be started there is told.
    pub(super) fn start_again(&self) -> Vec<Box<dyn Backend>> {
        let ledgers = &self.here.get().ledgers;
        let mut backends = Vec::new();
        for (recipe, ledger) in self.recipes.iter().zip(ledgers) {
            match recipe.start(ledger.clone()) {
                Ok(backend) => backends.push(backend),
                Err(error) => diagnostics::warn(&format!("after a fork, {error}")),
            }
        }
        backends
    }

    pub(super) fn flush(&self, timeout: Duration) -> Result<(), ExportError> {
        if let End::Ended(result) = &*self.here.get().end() {
            return result.clone();
        }
        let deadline = Instant::now() + timeout.min(LONGEST_WAIT);
        match self.begin_flush() {
            Some(answers) => self.answer(&answers, deadline),
            None => Ok(()),
        }
    }

    pub(super) fn shutdown(&self, timeout: Duration) -> Result<(), ExportError> {
        let timeout = timeout.min(LONGEST_WAIT);
        let deadline = Instant::now() + timeout;
        let ending = self.begin_end(timeout, deadline);
        self.finish_end(ending, deadline)
    }

    /// Asks the backends to end; returns at once.
    pub(super) fn begin_end(&self, timeout: Duration, deadline: Instant) -> Ending {
        {
            let mut end = self.here.get().end();
            if !matches!(*end, End::Running) {
                return Ending::Awaited;
            }
            *end = End::Ending;
        }
        clear_global(self.core);
        // The backends stop a little earlier, so that their answers, and the ledger, are in time.
        let backends_stop = deadline - (timeout / 10).min(LONGEST_MARGIN);
        match self.ask(|done| collector::shutdown(self.core, backends_stop, done)) {
            Some(answers) => Ending::Asked(answers),
            None => {
                self.end_with(Ok(()));
                Ending::Awaited
            }
        }
    }

    /// Waits for the end, at most until the deadline.
    pub(super) fn finish_end(&self, ending: Ending, deadline: Instant) -> Result<(), ExportError> {
        if let Ending::Asked(answers) = ending {
            let result = self.answer(&answers, deadline);
            self.end_with(result.clone());
            return result;
        }
        let here = self.here.get();
        let left = deadline.saturating_duration_since(Instant::now());
        let is_ending = |end: &mut End| !matches!(end, End::Ended(_));
        let waited = here.changed.wait_timeout_while(here.end(), left, is_ending);
        let (end, _) = waited.unwrap_or_else(PoisonError::into_inner);
        match &*end {
            End::Ended(result) => result.clone(),
            End::Running | End::Ending => Err(ExportError::late()),
        }
    }

    fn end_with(&self, result: Result<(), ExportError>) {
        let here = self.here.get();
        callsite::telemetry_ended();
        roster::strike(self);
        *here.end() = End::Ended(result);
        here.changed.notify_all();
    }

    /// Asks the backends to settle what they have.
    pub(super) fn begin_flush(&self) -> Option<Answers> {
        self.ask(|done| collector::flush(self.core, done))
    }

    pub(super) fn has_ended(&self) -> bool {
        matches!(*self.here.get().end(), End::Ended(_))
    }

    /// Asks the collector thread for something that each backend answers; `None` where nothing can
    /// be pending: the provider is another's, nothing is traced, or this is a child that has traced nothing.
    fn ask(&self, ask: impl FnOnce(Done)) -> Option<Answers> {
        if self.core.adopted.is_some() || self.core.disabled || !collector::is_running() {
            return None;
        }
        let (done, answers) = mpsc::channel();
        ask(done);
        Some(answers)
    }

    /// Waits until every backend has answered, or the deadline has passed.
    pub(super) fn answer(&self, answers: &Answers, deadline: Instant) -> Result<(), ExportError> {
        let mut failures = Vec::new();
        // Where there is no backend, the collector thread lets go of the channel when it has
        // counted the spans.
        let backends = self.ledgers().count();
        for _ in 0..backends.max(1) {
            let left = deadline.saturating_duration_since(Instant::now());
            match answers.recv_timeout(left) {
                Ok(Ok(())) => {}
                Ok(Err(failure)) => failures.push(failure),
                Err(RecvTimeoutError::Timeout) => {
                    failures.push("not all backends were done in time".to_owned());
                    break;
                }
                Err(RecvTimeoutError::Disconnected) if backends == 0 => {}
                Err(RecvTimeoutError::Disconnected) => {
                    failures.push("a backend has ended without an answer".to_owned());
                    break;
                }
            }
        }
        if failures.is_empty() {
            Ok(())
        } else {
            Err(ExportError { failures })
        }
    }
}
