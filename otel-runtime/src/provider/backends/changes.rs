//! Backends that come and go while their telemetry runs.

use std::{
    sync::{Arc, mpsc::channel},
    time::{Duration, Instant},
};

use crate::{
    collector::{self, Command},
    export::Exporter,
    provider::{
        Error, ExportError,
        backends::Member,
        running::State,
        running::question,
        running::{Defaults, LONGEST_WAIT, Running, backends_stop},
    },
};

const SHUT_DOWN: &str = "the telemetry was shut down";

impl Running {
    /// Adds a backend; it gets every span that ends from now on.
    pub(crate) fn add(&self, exporter: Exporter) -> Result<Arc<Member>, Error> {
        let name = exporter.describe().to_owned();
        let refused = |why: &str| Error::not_started(name.clone(), why);
        if self.core.adopted.is_some() {
            return Err(refused("the spans go to the adopted provider"));
        }
        let Defaults { resource, batch } = &self.defaults;
        let member = Member::new(self.core, exporter.recipe(resource, *batch)?);
        let member = Arc::new(member);
        if self.core.disabled {
            return Ok(member);
        }
        let here = self.here.get();
        if !here.end.is_ahead() {
            return Err(refused(SHUT_DOWN));
        }
        let started = collector::ensure_running();
        started.map_err(|error| Error::not_started("the collector thread", error))?;
        let backend = member.start()?;
        #[cfg(feature = "metrics")]
        self.observe_operations(&member);
        let (added, shown_before) = channel();
        {
            // The command comes before that of a shutdown, or not at all.
            let end = here.end.state();
            if !matches!(*end, State::Running) {
                return Err(refused(SHUT_DOWN));
            }
            here.backends.push(member.clone());
            collector::command(Command::Add {
                core: self.core,
                backend,
                added,
            });
        }
        // Until the collector thread has it, it may miss a span that ends after this returns.
        let Ok(shown_before) = shown_before.recv() else {
            here.backends.retain(|one| !Arc::ptr_eq(one, &member));
            return Err(refused("the collector thread has not taken it"));
        };
        member.ledger().begins_after(shown_before);
        Ok(member)
    }

    /// Ends one backend, which gets every span that has ended before.
    pub(crate) fn remove(
        &self,
        member: &Arc<Member>,
        timeout: Duration,
    ) -> Result<(), ExportError> {
        if !std::ptr::eq(member.telemetry, self.core) {
            let name = member.ledger().backend();
            let failure = format!("{name} is a backend of another telemetry");
            return Err(ExportError::because(failure));
        }
        let timeout = timeout.min(LONGEST_WAIT);
        let deadline = Instant::now() + timeout;
        let here = self.here.get();
        let (question, answers) = question();
        {
            let end = here.end.state();
            if !matches!(*end, State::Running) {
                drop(end);
                return here.end.wait(deadline);
            }
            let mut removal = member.end().state();
            if !matches!(*removal, State::Running) {
                drop((end, removal));
                return member.end().wait(deadline);
            }
            let is_member = |one: &Arc<Member>| Arc::ptr_eq(one, member);
            if !here.backends.all().iter().any(is_member) {
                // It never ran, or was removed before the fork that made this process.
                return Ok(());
            }
            collector::ensure_running().map_err(|error| ExportError::because(error.to_string()))?;
            *removal = State::Ending;
            here.removed().enter(member.clone());
            here.backends.retain(|one| !is_member(one));
            collector::command(Command::Remove {
                core: self.core,
                backend: member.id,
                deadline: backends_stop(timeout, deadline),
                question,
            });
        }
        let result = answers
            .wait(deadline)
            .unwrap_or_else(|| Err(ExportError::late()));
        member.end().reach(result.clone());
        result
    }
}
