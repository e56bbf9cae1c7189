//! The one thread that drains the rings and hands finished spans to the backends.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Mutex, OnceLock, PoisonError},
    thread::{self, Thread},
    time::{Duration, Instant},
};

use opentelemetry::Context;

use crate::{
    buffer::RingReader,
    export::{Backend, Done},
    provider::Core,
    record::Header,
};

mod drain;
mod pipeline;

use drain::Drain;

/// How long a finished span waits in its ring at most before the collector thread looks.
const TICK: Duration = Duration::from_millis(50);

/// What other threads leave for the collector thread.
#[derive(Default)]
struct Inbox {
    rings: Vec<RingReader>,
    commands: Vec<Command>,
    /// Spans of threads whose own state had gone already.
    late: Vec<(Header, Vec<u8>)>,
}

enum Command {
    Add {
        core: &'static Core,
        backends: Vec<Box<dyn Backend>>,
    },
    Flush {
        core: &'static Core,
        done: Done,
    },
    Shutdown {
        core: &'static Core,
        deadline: Instant,
        done: Done,
    },
}

static INBOX: Mutex<Inbox> = Mutex::new(Inbox {
    rings: Vec::new(),
    commands: Vec::new(),
    late: Vec::new(),
});
static THREAD: OnceLock<Thread> = OnceLock::new();

fn with_inbox<R>(work: impl FnOnce(&mut Inbox) -> R) -> R {
    work(&mut INBOX.lock().unwrap_or_else(PoisonError::into_inner))
}

/// Starts the thread, once for the life of the process.
///
/// # Errors
/// When the operating system has no thread to give.
fn ensure_running() -> std::io::Result<()> {
    static STARTING: Mutex<()> = Mutex::new(());
    let _one_at_a_time = STARTING.lock().unwrap_or_else(PoisonError::into_inner);
    if THREAD.get().is_none() {
        let handle = thread::Builder::new()
            .name("otel-collector".to_owned())
            .spawn(run)?;
        THREAD.get_or_init(|| handle.thread().clone());
    }
    Ok(())
}

/// Has the thread look at the rings now.
#[cold]
pub(crate) fn wake() {
    if let Some(thread) = THREAD.get() {
        thread.unpark();
    }
}

/// Hands the reading end of a new ring to the collector thread.
pub(crate) fn register(ring: RingReader) {
    with_inbox(|inbox| inbox.rings.push(ring));
}

/// Takes a span from a thread that has no ring any more.
#[cold]
pub(crate) fn submit_late(header: &Header, body: &[u8]) {
    with_inbox(|inbox| inbox.late.push((*header, body.to_vec())));
}

fn command(command: Command) {
    with_inbox(|inbox| inbox.commands.push(command));
    wake();
}

/// Gives a telemetry its backends.
pub(crate) fn add(core: &'static Core, backends: Vec<Box<dyn Backend>>) -> std::io::Result<()> {
    ensure_running()?;
    command(Command::Add { core, backends });
    Ok(())
}

/// Has everything that ended before sent; each backend tells `done` once.
pub(crate) fn flush(core: &'static Core, done: Done) {
    command(Command::Flush { core, done });
}

/// As [`flush`], then ends the telemetry's backends.
pub(crate) fn shutdown(core: &'static Core, deadline: Instant, done: Done) {
    command(Command::Shutdown {
        core,
        deadline,
        done,
    });
}

fn run() {
    let _suppressed = Context::enter_telemetry_suppressed_scope();
    let mut drain = Drain::new();
    loop {
        thread::park_timeout(TICK);
        // A panic here would be a fault of ours; it must not end the tracing of the program.
        let round = AssertUnwindSafe(|| {
            let Inbox {
                rings,
                commands,
                late,
            } = with_inbox(std::mem::take);
            drain.add_rings(rings);
            let (adds, others): (Vec<_>, Vec<_>) = commands
                .into_iter()
                .partition(|command| matches!(command, Command::Add { .. }));
            adds.into_iter().for_each(|command| drain.obey(command));
            drain.drain_all();
            late.iter()
                .for_each(|(header, body)| drain.accept(header, body));
            others.into_iter().for_each(|command| drain.obey(command));
            drain.tick(Instant::now());
        });
        let _ = catch_unwind(round);
    }
}
