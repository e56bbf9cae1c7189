//! Signals that ask the process to end.

use std::{
    io,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use opentelemetry::Context;
use signal_hook::{
    consts::{SIGINT, SIGTERM},
    flag,
    iterator::Signals,
    low_level::emulate_default_handler,
};

use super::PerProcess;
use crate::{
    diagnostics,
    provider::{end_all, flush_all},
};

const SIGNALS: [i32; 2] = [SIGTERM, SIGINT];

/// How long the telemetries together may take before the signal takes its course.
const TIMEOUT: Duration = Duration::from_secs(5);

/// What a signal leads to once the telemetries are done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AfterSignal {
    /// What it does by default: the process ends by it.
    Default,
    /// What the program makes of it.
    Program,
}

/// What is watched for in this process; a child made by `fork` has no thread that watches, and
/// starts its own when it traces.
static WATCHED: PerProcess<Mutex<Vec<AfterSignal>>> = PerProcess::new(Mutex::new(Vec::new()));

/// Watches SIGTERM and SIGINT from a thread of its own, which stays for the life of the process.
///
/// # Errors
/// When the handlers cannot be registered, or there is no thread to be had.
pub(crate) fn watch(after: AfterSignal) -> io::Result<()> {
    let mut watched = WATCHED.get().lock().unwrap_or_else(PoisonError::into_inner);
    if !watched.contains(&after) {
        start(after)?;
        watched.push(after);
    }
    Ok(())
}

/// Watches in a child made by `fork` for what its parent watched for.
pub(crate) fn watch_again() {
    let watched = WATCHED.get().lock().unwrap_or_else(PoisonError::into_inner);
    for after in watched.iter() {
        if let Err(error) = start(*after) {
            diagnostics::warn(&format!(
                "signals are not watched for after a fork: {error}"
            ));
        }
    }
}

fn start(after: AfterSignal) -> io::Result<()> {
    // Whoever asks twice does not want to wait. Registered first, so that it sees the flag as it
    // was before this signal.
    let waiting = Arc::new(AtomicBool::new(false));
    if after == AfterSignal::Default {
        for signal in SIGNALS {
            flag::register_conditional_default(signal, waiting.clone())?;
        }
    }
    let started = Signals::new(SIGNALS).and_then(|signals| {
        let waiting = waiting.clone();
        thread::Builder::new()
            .name("otel-signals".to_owned())
            .spawn(move || run(signals, after, &waiting))
    });
    // Nobody is there to act on a signal: it must not be swallowed.
    if started.is_err() {
        waiting.store(true, Ordering::SeqCst);
    }
    started.map(drop)
}

fn run(mut signals: Signals, after: AfterSignal, waiting: &AtomicBool) {
    let _suppressed = Context::enter_telemetry_suppressed_scope();
    for signal in &mut signals {
        match after {
            AfterSignal::Program => flush_all(TIMEOUT),
            AfterSignal::Default => {
                waiting.store(true, Ordering::SeqCst);
                end_all(TIMEOUT);
                // Fails for signals that it does not know, and it knows these.
                let _ = emulate_default_handler(signal);
            }
        }
    }
}
