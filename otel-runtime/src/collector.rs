//! The one thread that drains the rings and hands finished spans to the backends.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Mutex, OnceLock, PoisonError, mpsc::Sender},
    thread::{self, Thread},
    time::{Duration, Instant},
};

use opentelemetry::Context;

use crate::{
    buffer::{Loose, RingReader},
    diagnostics,
    export::Backend,
    process::{Inherit, PerProcess},
    provider::{Core, Question, start_inherited},
};

mod drain;
mod pipeline;
mod tail;

use drain::Drain;

/// How long a finished span waits in its ring at most before the collector thread looks.
const TICK: Duration = Duration::from_millis(50);

/// What other threads leave for the collector thread.
#[derive(Default)]
struct Inbox {
    rings: Vec<RingReader>,
    added: Vec<Added>,
    commands: Vec<Command>,
    /// Spans that come without a ring.
    loose: Vec<Loose>,
}

/// A backend, by its id.
pub(crate) type Served = (usize, Box<dyn Backend>);

/// A telemetry's first backends, by its id.
pub(crate) type Added = (usize, Vec<Served>);

/// What a thread asks for. A question that nobody answers, because the telemetry has ended, is
/// dropped.
pub(crate) enum Command {
    /// Has everything that ended before sent; each backend answers once.
    Flush {
        core: &'static Core,
        question: Question,
    },
    /// As a flush, then ends the telemetry's backends.
    Shutdown {
        core: &'static Core,
        deadline: Instant,
        question: Question,
    },
    /// Gives the telemetry one backend more; `added` is told how many spans the others were
    /// shown before.
    Add {
        core: &'static Core,
        backend: Served,
        added: Sender<u64>,
    },
    /// As a shutdown, of one backend.
    Remove {
        core: &'static Core,
        backend: usize,
        deadline: Instant,
        question: Question,
    },
}

/// The thread, and what is left for it. A child made by `fork` starts with an empty inbox: what its
/// parent's threads left is its parent's.
#[derive(Default)]
struct Collector {
    inbox: Mutex<Inbox>,
    thread: OnceLock<Thread>,
    starting: Mutex<()>,
    /// The thread's first work is to start the backends of what a child has inherited.
    inherited: bool,
}

static COLLECTOR: PerProcess<Collector> = PerProcess::new(Collector {
    inbox: Mutex::new(Inbox {
        rings: Vec::new(),
        added: Vec::new(),
        commands: Vec::new(),
        loose: Vec::new(),
    }),
    thread: OnceLock::new(),
    starting: Mutex::new(()),
    inherited: false,
});

impl Inherit for Collector {
    fn inherit(&self) -> Self {
        Self {
            inherited: true,
            ..Self::default()
        }
    }
}

fn with_inbox<R>(work: impl FnOnce(&mut Inbox) -> R) -> R {
    let inbox = &COLLECTOR.get().inbox;
    work(&mut inbox.lock().unwrap_or_else(PoisonError::into_inner))
}

/// Whether there is a thread: not before the first telemetry, nor in a child made by `fork` before
/// its first span.
pub(crate) fn is_running() -> bool {
    let collector = COLLECTOR.existing();
    collector.is_some_and(|collector| collector.thread.get().is_some())
}

/// Starts the thread, once for the life of the process.
///
/// # Errors
/// When the operating system has no thread to give.
pub(crate) fn ensure_running() -> std::io::Result<()> {
    let collector = COLLECTOR.get();
    if collector.thread.get().is_some() {
        return Ok(());
    }
    let starting = &collector.starting;
    let _one_at_a_time = starting.lock().unwrap_or_else(PoisonError::into_inner);
    if collector.thread.get().is_none() {
        let handle = thread::Builder::new()
            .name("otel-collector".to_owned())
            .spawn(run)?;
        collector.thread.get_or_init(|| handle.thread().clone());
    }
    Ok(())
}

/// Starts the thread where a child made by `fork` ends its first span. Without a thread to be had,
/// the next ring tries again.
#[cold]
fn ensure_running_in_child() {
    if let Err(error) = ensure_running() {
        diagnostics::warn(&format!(
            "no thread for the spans of a forked child: {error}"
        ));
    }
}

/// Has the thread look at the rings now.
#[cold]
pub(crate) fn wake() {
    if let Some(thread) = COLLECTOR.get().thread.get() {
        thread.unpark();
    }
}

/// Hands the reading end of a new ring to the collector thread.
pub(crate) fn register(ring: RingReader) {
    with_inbox(|inbox| inbox.rings.push(ring));
    ensure_running_in_child();
}

/// Takes a span that comes without a ring.
#[cold]
pub(crate) fn submit_alone(span: Loose) {
    with_inbox(|inbox| inbox.loose.push(span));
    ensure_running_in_child();
}

/// Leaves a command for the thread. It is obeyed after every span that has ended before, and in the
/// order of commands.
pub(crate) fn command(command: Command) {
    with_inbox(|inbox| inbox.commands.push(command));
    wake();
}

/// Gives a telemetry its first backends.
pub(crate) fn add(core: &'static Core, backends: Vec<Served>) -> std::io::Result<()> {
    ensure_running()?;
    with_inbox(|inbox| inbox.added.push((core.id, backends)));
    Ok(())
}

/// The backends that were given since this was asked last.
fn take_added() -> Vec<Added> {
    with_inbox(|inbox| std::mem::take(&mut inbox.added))
}

fn run() {
    let _suppressed = Context::enter_telemetry_suppressed_scope();
    let mut drain = Drain::new();
    if COLLECTOR.get().inherited {
        // It runs exporters of others.
        let _ = catch_unwind(AssertUnwindSafe(|| drain.add_backends(start_inherited())));
        #[cfg(unix)]
        crate::process::watch_again();
    }
    loop {
        thread::park_timeout(TICK);
        let Inbox {
            rings,
            added,
            commands,
            loose,
        } = with_inbox(std::mem::take);
        drain.add_rings(rings);
        drain.add_backends(added);
        drain.drain_all();
        for Loose { header, body } in &loose {
            guarded(|| drain.accept(header, body));
        }
        for command in commands {
            guarded(|| drain.obey(command));
        }
        guarded(|| drain.tick(Instant::now()));
    }
}

/// A panic here would be a fault of ours; it must neither end the tracing of the program nor take
/// along what waits behind it.
fn guarded(work: impl FnOnce()) {
    let _ = catch_unwind(AssertUnwindSafe(work));
}

#[cfg(test)]
#[path = "collector/tests.rs"]
mod tests;
