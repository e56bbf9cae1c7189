//! What all clones of a console share: the traces that wait, the writer, and the thread that prints what is due.

use super::block::{Block, Printer};
use super::traces::Traces;
use super::width::{self, Width};
use crate::process::{Inherit, PerProcess, Stderr};
use opentelemetry::Context;
use opentelemetry_sdk::trace::SpanData;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::Instant;

/// The state of a console.
pub(super) struct Shared {
    desk: PerProcess<Desk>,
    output: PerProcess<Mutex<Output>>,
}

/// What waits to be printed.
#[derive(Default)]
struct Desk {
    waiting: Mutex<Waiting>,
    /// Says to the printing thread that it may have to wake earlier, or to end.
    changed: Condvar,
}

#[derive(Default)]
struct Waiting {
    traces: Traces,
    /// The services that print here, and whether each has flushed since everything was printed last.
    services: Vec<(u64, Arc<str>, bool)>,
    last_service: u64,
    /// A thread is there to print what is due.
    attended: bool,
}

impl Inherit for Desk {
    /// What waits, and the thread that prints it, are the parent's.
    fn inherit(&self) -> Self {
        let Ok(parent) = self.waiting.try_lock() else {
            return Self::default();
        };
        let mut own = Waiting {
            services: parent.services.clone(),
            last_service: parent.last_service,
            ..Waiting::default()
        };
        own.traces.limits = parent.traces.limits;
        Self {
            waiting: Mutex::new(own),
            changed: Condvar::new(),
        }
    }
}

/// Where the text goes, and how it looks.
pub(super) struct Output {
    writer: Box<dyn Write + Send>,
    pub(super) printer: Printer,
    pub(super) width: Width,
}

impl Inherit for Mutex<Output> {
    /// The writer goes over with the memory it is in. One that a thread of the parent's was writing
    /// to cannot be had any more, and standard error stands in for it.
    fn inherit(&self) -> Self {
        let take = |parent: &mut Output| std::mem::replace(parent, Output::stderr());
        Self::new(match self.try_lock() {
            Ok(mut parent) => take(&mut parent),
            Err(TryLockError::Poisoned(parent)) => take(&mut parent.into_inner()),
            Err(TryLockError::WouldBlock) => Output::stderr(),
        })
    }
}

impl Shared {
    pub(super) fn new(output: Output) -> Self {
        Self {
            desk: PerProcess::default(),
            output: PerProcess::new(Mutex::new(output)),
        }
    }

    /// Changes how the text looks.
    pub(super) fn configure(&self, change: impl FnOnce(&mut Output)) {
        change(&mut lock(self.output.get()));
    }

    /// Changes how much waits, and how long.
    pub(super) fn limit(&self, change: impl FnOnce(&mut super::traces::Limits)) {
        change(&mut self.waiting().traces.limits);
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        lock(&self.desk.get().waiting)
    }

    /// Another service prints here; the number is its handle.
    pub(super) fn attach(&self, service: Arc<str>) -> u64 {
        let mut waiting = self.waiting();
        waiting.last_service += 1;
        let number = waiting.last_service;
        waiting.services.push((number, service, false));
        number
    }

    /// A service prints here no more. After the last one nothing is left to wait for.
    pub(super) fn detach(&self, number: u64) {
        let blocks = {
            let mut waiting = self.waiting();
            let place = waiting.services.iter().position(|(one, ..)| *one == number);
            let Some((_, service, _)) = place.map(|place| waiting.services.remove(place)) else {
                return;
            };
            if waiting.services.is_empty() {
                waiting.traces.take_all()
            } else {
                waiting.traces.abandon(&service, Instant::now());
                Vec::new()
            }
        };
        self.desk.get().changed.notify_all();
        self.print(&blocks);
    }

    /// Takes spans in, and prints what may not wait.
    pub(super) fn accept(self: &Arc<Self>, batch: Vec<SpanData>, service: &Arc<str>) {
        let blocks = {
            let mut waiting = self.waiting();
            let now = Instant::now();
            let shared = waiting.services.iter().any(|(_, name, _)| name != service);
            for span in batch {
                waiting.traces.insert(span, service.clone(), now, shared);
            }
            if waiting.traces.next_due().is_some() && !waiting.attended {
                waiting.attended = self.attend();
                if !waiting.attended {
                    // Without a thread to print later, now is the only time.
                    let blocks = waiting.traces.take_all();
                    drop(waiting);
                    return self.print(&blocks);
                }
            }
            waiting.traces.take_due(now)
        };
        self.desk.get().changed.notify_all();
        self.print(&blocks);
    }

    /// Prints everything that waits, for one service as soon as all have asked: what one holds may belong to the traces
    /// of another.
    pub(super) fn flush(&self, service: Option<u64>) {
        let blocks = {
            let mut waiting = self.waiting();
            for (number, _, flushed) in &mut waiting.services {
                *flushed |= service.is_none_or(|one| one == *number);
            }
            if waiting.services.iter().all(|(.., flushed)| *flushed) {
                waiting
                    .services
                    .iter_mut()
                    .for_each(|(.., flushed)| *flushed = false);
                waiting.traces.take_all()
            } else {
                Vec::new()
            }
        };
        self.print(&blocks);
    }

    /// Starts the thread that prints what is due. It ends when nothing is, so an idle console has none, and it keeps no
    /// process alive.
    fn attend(self: &Arc<Self>) -> bool {
        let shared = self.clone();
        let thread = std::thread::Builder::new().name("otel-grace".to_string());
        thread.spawn(move || shared.print_when_due()).is_ok()
    }

    fn print_when_due(&self) {
        // The writer is the user's, and what it does must not become spans that are then printed.
        let _suppressed = Context::enter_telemetry_suppressed_scope();
        let desk = self.desk.get();
        let mut waiting = lock(&desk.waiting);
        while let Some(due) = waiting.traces.next_due() {
            let now = Instant::now();
            if due > now {
                let woken = desk.changed.wait_timeout(waiting, due - now);
                waiting = woken.unwrap_or_else(PoisonError::into_inner).0;
                continue;
            }
            let blocks = waiting.traces.take_due(now);
            drop(waiting);
            self.print(&blocks);
            waiting = lock(&desk.waiting);
        }
        waiting.attended = false;
    }

    fn print(&self, blocks: &[Block]) {
        if blocks.is_empty() {
            return;
        }
        let mut output = lock(self.output.get());
        let width = output.width.columns();
        for block in blocks {
            output.print(block, width);
        }
    }
}

impl Output {
    pub(super) fn new(writer: Box<dyn Write + Send>, color: bool, width: Width) -> Self {
        Self {
            writer,
            printer: Printer::new(color),
            width,
        }
    }

    pub(super) fn stderr() -> Self {
        let (color, width) = (width::stderr_has_color(), Width::of_stderr());
        Self::new(Box::new(Stderr), color, width)
    }

    /// A console that cannot be written to any more is nobody's error, and a writer's panic stays the writer's: the thread
    /// that prints must live on.
    fn print(&mut self, block: &Block, width: usize) {
        let _ = catch_unwind(AssertUnwindSafe(|| {
            let text = self.printer.print(block, width);
            let _ = self.writer.write_all(text.as_bytes());
            let _ = self.writer.flush();
        }));
    }
}

/// Every step leaves the state whole, so a panic elsewhere says nothing against it.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::console::wait_tests::Screen;

    fn written(screen: &Screen, output: &Mutex<Output>) -> String {
        let _ = lock(output).writer.write_all(b"child");
        screen.text()
    }

    #[test]
    fn a_child_has_the_writer_unless_a_thread_that_is_gone_was_writing() {
        for (held, expected) in [(false, "child"), (true, "")] {
            let screen = Screen::default();
            let width = Width::Columns(Width::UNKNOWN);
            let parents = Mutex::new(Output::new(Box::new(screen.clone()), false, width));
            let writing = held.then(|| lock(&parents));
            let childs = parents.inherit();
            assert_eq!(written(&screen, &childs), expected);
            drop(writing);
        }
    }
}
