//! The telemetries that have not ended: what the process's exit, a signal, or a child made by
//! `fork` has to mind.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use crate::provider::running::{Ending, Running};
use crate::{
    collector::{self, Added},
    process::{List, PerProcess},
};

static ROSTER: PerProcess<List<Arc<Running>>> = PerProcess::new(List::new());

/// Enters a telemetry, until its end.
pub(crate) fn enter(running: Arc<Running>) {
    ROSTER.get().push(running);
}

/// Takes a telemetry out that has ended.
pub(crate) fn strike(running: &Running) {
    ROSTER.get().retain(|one| !std::ptr::eq(&**one, running));
}

/// Ends every telemetry of the process, all of them within one timeout.
pub(crate) fn end_all(timeout: Duration) {
    if !collector::is_running() {
        return;
    }
    let deadline = Instant::now() + timeout;
    let all = ROSTER.get().all();
    let begun: Vec<Ending> = all
        .iter()
        .map(|running| running.begin_end(timeout, deadline))
        .collect();
    for (running, ending) in all.iter().zip(begun) {
        // Losses were warned of where they happened.
        let _ = running.finish_end(ending, deadline);
    }
}

/// Flushes every telemetry of the process, all of them within one timeout.
#[cfg(unix)]
pub(crate) fn flush_all(timeout: Duration) {
    let deadline = Instant::now() + timeout;
    let all = ROSTER.get().all();
    let asked: Vec<_> = all
        .iter()
        .filter_map(|running| running.begin_flush())
        .collect();
    for answers in asked {
        // Losses were warned of where they happened.
        let _ = answers.wait(deadline);
    }
    for running in &all {
        let _ = running.flush_metrics(deadline);
    }
}

/// The backends of every telemetry that a child made by `fork` has inherited, started anew, by the
/// id of their telemetry.
pub(crate) fn start_inherited() -> Vec<Added> {
    ROSTER
        .get()
        .all()
        .iter()
        .filter(|running| !running.has_ended())
        .map(|running| (running.core().id, running.start_again()))
        .collect()
}
