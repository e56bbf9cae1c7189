//! The telemetries that have not ended: what the process's exit, a signal, or a child made by
//! `fork` has to mind.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use super::running::{Ending, Running};
use crate::{collector, export::Backend, process::PerProcess};

static ROSTER: PerProcess<Mutex<Vec<Arc<Running>>>> = PerProcess::new(Mutex::new(Vec::new()));

fn with_roster<R>(work: impl FnOnce(&mut Vec<Arc<Running>>) -> R) -> R {
    let roster = ROSTER.get();
    work(&mut roster.lock().unwrap_or_else(PoisonError::into_inner))
}

/// Enters a telemetry, until its end.
pub(super) fn enter(running: Arc<Running>) {
    with_roster(|roster| roster.push(running));
}

/// Takes a telemetry out that has ended.
pub(super) fn strike(running: &Running) {
    with_roster(|roster| roster.retain(|one| !std::ptr::eq(&**one, running)));
}

/// Ends every telemetry of the process, all of them within one timeout.
pub(crate) fn end_all(timeout: Duration) {
    if !collector::is_running() {
        return;
    }
    let deadline = Instant::now() + timeout;
    let all = with_roster(|roster| roster.clone());
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
    let all = with_roster(|roster| roster.clone());
    let ask = |running: &Arc<Running>| Some((running.clone(), running.begin_flush()?));
    let asked: Vec<_> = all.iter().filter_map(ask).collect();
    for (running, answers) in asked {
        // Losses were warned of where they happened.
        let _ = running.answer(&answers, deadline);
    }
}

/// The backends of every telemetry that a child made by `fork` has inherited, started anew, by the
/// id of their telemetry.
pub(crate) fn start_inherited() -> Vec<(usize, Vec<Box<dyn Backend>>)> {
    with_roster(|roster| roster.clone())
        .iter()
        .filter(|running| !running.has_ended())
        .map(|running| (running.core().id, running.start_again()))
        .collect()
}
