//! A telemetry as it runs: its backends' ledgers, and its end, once in each process that has it.

mod answers;
mod end;
#[cfg(feature = "metrics")]
mod metrics;
#[cfg(not(feature = "metrics"))]
mod no_metrics;
mod roster;

use answers::{Answers, nobodys};
pub(crate) use answers::{Question, question};
pub(crate) use end::{End, State};
#[cfg(unix)]
pub(crate) use roster::flush_all;
pub(crate) use roster::{end_all, enter, start_inherited};

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use opentelemetry_sdk::Resource;

use crate::{
    callsite,
    collector::{self, Command, Served},
    diagnostics,
    export::{BackendLedger, BatchSettings, Recipe},
    process::{Inherit, List, PerProcess},
    provider::{Core, Error, ExportError, backends::Member, backends::Removed, clear_global},
};

/// A longer wait is one without end.
pub(crate) const LONGEST_WAIT: Duration = Duration::from_secs(365 * 24 * 3600);

/// How much of a shutdown's time is kept at most for the backends' answers.
const LONGEST_MARGIN: Duration = Duration::from_millis(250);

/// A telemetry and its backends.
#[derive(Debug)]
pub(crate) struct Running {
    pub(crate) core: &'static Core,
    pub(crate) defaults: Defaults,
    pub(crate) here: PerProcess<Here>,
    #[cfg(feature = "metrics")]
    pub(crate) observer: PerProcess<Mutex<Option<Arc<crate::provider::metrics::Observer>>>>,
    #[cfg(feature = "metrics")]
    pub(crate) metrics: PerProcess<crate::provider::metrics::Pipeline>,
}

/// What holds for an exporter that has no settings of its own.
#[derive(Debug)]
pub(crate) struct Defaults {
    pub(crate) resource: Resource,
    pub(crate) batch: BatchSettings,
}

impl Default for Defaults {
    fn default() -> Self {
        Self {
            resource: Resource::builder_empty().build(),
            batch: BatchSettings::default(),
        }
    }
}

/// What a telemetry has in one process.
#[derive(Debug)]
pub(crate) struct Here {
    pub(crate) backends: List<Arc<Member>>,
    /// Those that the parent had at the fork. One that the child removes before it has started them
    /// still has to send what ended until then.
    inherited: Vec<Arc<Member>>,
    removed: Mutex<Removed>,
    pub(crate) end: End,
}

/// What it takes to wait for a telemetry's end.
pub(crate) enum Ending {
    /// The backends were asked, and answer here until then.
    Asked(Answers, Instant),
    /// Somebody else has asked.
    Awaited,
}

impl Inherit for Here {
    /// A child starts what its parent had, and counts anew.
    fn inherit(&self) -> Self {
        let backends = self.backends.inherit();
        Self {
            inherited: backends.all(),
            backends,
            removed: Mutex::default(),
            end: self.end.inherit(),
        }
    }
}

impl Here {
    pub(crate) fn removed(&self) -> MutexGuard<'_, Removed> {
        self.removed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Running {
    pub(crate) fn new(core: &'static Core, recipes: Vec<Recipe>, defaults: Defaults) -> Self {
        let member = |recipe| Arc::new(Member::new(core, recipe));
        let backends = List::of(recipes.into_iter().map(member).collect());
        Self::here(core, defaults, backends, End::default())
    }

    /// One that has never run.
    pub(crate) fn ended(core: &'static Core, defaults: Defaults) -> Self {
        Self::here(core, defaults, List::new(), End::reached())
    }

    fn here(
        core: &'static Core,
        defaults: Defaults,
        backends: List<Arc<Member>>,
        end: End,
    ) -> Self {
        let here = Here {
            backends,
            inherited: Vec::new(),
            removed: Mutex::default(),
            end,
        };
        Self {
            core,
            defaults,
            here: PerProcess::new(here),
            #[cfg(feature = "metrics")]
            observer: PerProcess::default(),
            #[cfg(feature = "metrics")]
            metrics: PerProcess::default(),
        }
    }

    pub(crate) fn core(&self) -> &'static Core {
        self.core
    }

    pub(crate) fn backends(&self) -> Vec<Arc<Member>> {
        self.here.get().backends.all()
    }

    /// The ledgers of the backends that were removed.
    pub(crate) fn removed(&self) -> Vec<BackendLedger> {
        self.here.get().removed().ledgers()
    }

    /// Starts the backends.
    pub(crate) fn start(&self) -> Result<Vec<Served>, Error> {
        self.backends().iter().map(|one| one.start()).collect()
    }

    /// Starts the backends in a child made by `fork`; what cannot be started there is told.
    pub(crate) fn start_again(&self) -> Vec<Served> {
        #[cfg(feature = "metrics")]
        self.warn_of_metrics();
        let inherited = self.here.get().inherited.iter();
        let told = |error: &Error| diagnostics::warn(&format!("after a fork, {error}"));
        inherited
            .filter_map(|one| one.start().inspect_err(told).ok())
            .collect()
    }

    pub(crate) fn flush(&self, timeout: Duration) -> Result<(), ExportError> {
        let end = &self.here.get().end;
        if let Some(result) = end.result() {
            return result;
        }
        let deadline = Instant::now() + timeout.min(LONGEST_WAIT);
        let spans = match self.begin_flush() {
            // Where nobody was asked, the telemetry's end has come before the question.
            Some(answers) => answers.wait(deadline).unwrap_or_else(|| end.wait(deadline)),
            None => Ok(()),
        };
        // What the runtime tells of itself is right when the spans are settled.
        ExportError::both(spans, self.flush_metrics(deadline))
    }

    pub(crate) fn shutdown(&self, timeout: Duration) -> Result<(), ExportError> {
        let timeout = timeout.min(LONGEST_WAIT);
        let deadline = Instant::now() + timeout;
        let ending = self.begin_end(timeout, deadline);
        self.finish_end(ending, deadline)
    }

    /// Asks the backends to end; returns at once.
    pub(crate) fn begin_end(&self, timeout: Duration, deadline: Instant) -> Ending {
        {
            let mut end = self.here.get().end.state();
            if !matches!(*end, State::Running) {
                return Ending::Awaited;
            }
            *end = State::Ending;
        }
        clear_global(self.core);
        let spans_end = self.spans_end(timeout, deadline);
        let shutdown = |question| Command::Shutdown {
            core: self.core,
            deadline: backends_stop(timeout, spans_end),
            question,
        };
        Ending::Asked(self.ask(shutdown).unwrap_or_else(nobodys), spans_end)
    }

    /// Waits for the end, at most until the deadline.
    pub(crate) fn finish_end(&self, ending: Ending, deadline: Instant) -> Result<(), ExportError> {
        if let Ending::Asked(answers, spans_end) = ending {
            let late = || Err(ExportError::late());
            let spans = answers.wait(spans_end).unwrap_or_else(late);
            let result = ExportError::both(spans, self.end_metrics(deadline));
            self.end_with(result.clone());
            return result;
        }
        self.here.get().end.wait(deadline)
    }

    fn end_with(&self, result: Result<(), ExportError>) {
        if !self.core.disabled {
            callsite::telemetry_ended();
        }
        roster::strike(self);
        self.here.get().end.reach(result);
    }

    /// Asks the backends to settle what they have.
    pub(crate) fn begin_flush(&self) -> Option<Answers> {
        let core = self.core;
        self.ask(|question| Command::Flush { core, question })
    }

    pub(crate) fn has_ended(&self) -> bool {
        self.here.get().end.result().is_some()
    }

    /// Asks the collector thread for something that each backend answers; `None` where nothing can
    /// be pending: the provider is another's, nothing is traced, or this is a child that has traced nothing.
    fn ask(&self, command: impl FnOnce(Question) -> Command) -> Option<Answers> {
        if self.core.adopted.is_some() || self.core.disabled || !collector::is_running() {
            return None;
        }
        let (question, answers) = question();
        collector::command(command(question));
        Some(answers)
    }
}

/// The backends stop a little earlier than whoever waits for them, so that their answers, and the
/// ledger, are in time.
pub(crate) fn backends_stop(timeout: Duration, deadline: Instant) -> Instant {
    deadline - (timeout / 10).min(LONGEST_MARGIN)
}
