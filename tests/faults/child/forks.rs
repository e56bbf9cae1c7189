//! Forks. A child says on stdout how many spans its ledger knows, and by which cause they went.

use std::{
    io::Write,
    process::{ExitCode, abort, exit},
    sync::{
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, Sender, channel},
    },
    thread,
    time::Duration,
};

use fork::{Fork, WIFSIGNALED, WTERMSIG, fork, waitpid};
use journey_tests::metrics::Metrics;
use otel_runtime::{ConsoleExporter, JsonLines, MemoryExporter, Otlp, Sampler, Telemetry, traced};

use crate::{TELEMETRY, telemetry, work};

#[traced]
fn before() {}

#[traced]
fn of_child() {}

#[traced]
fn of_grandchild() {}

pub(crate) fn run(case: &str, endpoints: &[String]) -> Option<ExitCode> {
    let start = || TELEMETRY.get_or_init(|| telemetry(&endpoints[0]));
    match case {
        "forks" => forks(start()),
        "forks-in-a-span" => forks_in_a_span(start()),
        "forks-a-silent-child" => forks_a_silent_child(start()),
        "forks-and-drops" => forks_and_drops(telemetry(&endpoints[0])),
        "forks-twice" => forks_twice(start()),
        "forks-with-a-console" => forks_with_a_console(),
        "forks-while-others-write" => forks_while_others_write(),
        "forks-while-memory-is-read" => forks_while_memory_is_read(),
        "forks-and-watches-signals" => forks_and_watches_signals(start()),
        "forks-among-busy-threads" => forks_among_busy_threads(start()),
        "forks-after-changes" => forks_after_changes(start(), &endpoints[1], &endpoints[2]),
        "forks-and-adds" => forks_and_adds(start(), &endpoints[1]),
        "forks-and-observes" => forks_and_observes(start()),
        "forks-and-samples" => forks_and_samples(start()),
        "forks-with-a-spool" => forks_with_a_spool(&endpoints[0], &endpoints[1]),
        "forks-among-changes" => forks_among_changes(start(), &endpoints[1]),
        _ => return None,
    }
    Some(ExitCode::SUCCESS)
}

/// Runs `work` in a child; the parent waits for it.
fn in_child(work: impl FnOnce()) {
    match fork().unwrap() {
        Fork::Child => {
            work();
            exit(0);
        }
        Fork::Parent(child) => assert_eq!(waitpid(child).unwrap(), 0),
    }
}

fn times(count: usize, call: fn()) {
    (0..count).for_each(|_| call());
}

fn forks(telemetry: &Telemetry) {
    times(100, before);
    in_child(|| {
        times(100, of_child);
        telemetry.flush().unwrap();
        println!("{}", telemetry.ledger());
    });
    times(100, work);
}

fn forks_in_a_span(telemetry: &Telemetry) {
    #[traced]
    fn outer(is_child: &mut bool) {
        before();
        match fork().unwrap() {
            Fork::Child => {
                *is_child = true;
                times(10, of_child);
            }
            Fork::Parent(child) => assert_eq!(waitpid(child).unwrap(), 0),
        }
    }
    let mut is_child = false;
    outer(&mut is_child);
    if is_child {
        telemetry.shutdown().unwrap();
        println!("{}", telemetry.ledger());
        exit(0);
    }
}

fn forks_a_silent_child(telemetry: &Telemetry) {
    times(100, before);
    in_child(|| {
        telemetry.flush().unwrap();
        println!("{}", telemetry.ledger());
    });
}

fn forks_and_drops(telemetry: Telemetry) {
    times(100, before);
    let held = telemetry.clone();
    in_child(move || {
        drop(telemetry);
        drop(held);
    });
}

fn forks_twice(telemetry: &Telemetry) {
    times(10, before);
    in_child(|| {
        times(10, of_child);
        in_child(|| {
            thread::spawn(|| times(10, of_grandchild)).join().unwrap();
            telemetry.flush().unwrap();
        });
    });
}

/// The console has a thread of its own, which waits for what belongs to a trace that it has begun.
fn forks_with_a_console() {
    let telemetry = Telemetry::builder()
        .without_environment()
        .exporter(ConsoleExporter::to(std::io::stdout()))
        .build()
        .unwrap();
    telemetry.scope(before);
    telemetry.flush().unwrap();
    telemetry.scope(before);
    in_child(|| telemetry.scope(of_child));
    telemetry.scope(work);
}

/// The folder is the parent's.
fn forks_with_a_spool(endpoint: &str, folder: &str) {
    let otlp = Otlp::grpc().endpoint(endpoint).spool(folder);
    let builder = Telemetry::builder().without_environment().exporter(otlp);
    let telemetry = TELEMETRY.get_or_init(|| builder.install().unwrap());
    times(100, before);
    in_child(|| {
        times(100, of_child);
        telemetry.flush().unwrap();
        println!("{}", telemetry.ledger());
    });
    times(100, work);
}

/// At the fork one thread writes to the console and another one has the locks of standard output and
/// error. Neither is there in the child. While they are held nobody may panic: that would wait.
fn forks_while_others_write() {
    let (writing, begun) = channel();
    let (release, held) = channel();
    let writer = Stuck { writing, held };
    let telemetry = Telemetry::builder()
        .without_environment()
        .exporter(ConsoleExporter::to(writer).grace(Duration::ZERO))
        .exporter(JsonLines::stdout().flat())
        .build()
        .unwrap();
    telemetry.scope(before);
    begun.recv().unwrap();
    let (locking, locked) = channel();
    let (unlock, until) = channel::<()>();
    let other = thread::spawn(move || {
        let _locks = (std::io::stdout().lock(), std::io::stderr().lock());
        locking.send(()).unwrap();
        let _ = until.recv();
    });
    locked.recv().unwrap();
    let child = match fork().unwrap() {
        Fork::Child => {
            thread::spawn(|| {
                thread::sleep(Duration::from_secs(30));
                abort();
            });
            telemetry.scope(of_child);
            exit(i32::from(telemetry.flush().is_err()));
        }
        Fork::Parent(child) => waitpid(child),
    };
    drop((release, unlock));
    other.join().unwrap();
    assert_eq!(child.unwrap(), 0);
}

/// Says when it is written to, and then takes its time.
struct Stuck {
    writing: Sender<()>,
    held: Receiver<()>,
}

impl Write for Stuck {
    fn write(&mut self, text: &[u8]) -> std::io::Result<usize> {
        let _ = self.writing.send(());
        let _ = self.held.recv();
        Ok(text.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Another thread reads what is in memory, which takes long, again and again.
fn forks_while_memory_is_read() {
    static STOP: AtomicBool = AtomicBool::new(false);
    let memory = MemoryExporter::default();
    let telemetry = Telemetry::builder()
        .without_environment()
        .exporter(memory.clone())
        .build()
        .unwrap();
    telemetry.scope(|| times(5_000, before));
    telemetry.flush().unwrap();
    let read = memory.clone();
    let reading = thread::spawn(move || {
        while !STOP.load(Ordering::Relaxed) {
            assert_eq!(read.spans().len(), 5_000);
        }
    });
    for _ in 0..5 {
        in_child(|| {
            telemetry.scope(of_child);
            telemetry.flush_timeout(Duration::from_secs(20)).unwrap();
            let spans = memory.spans();
            assert!(spans.iter().any(|span| span.name == "of_child"));
        });
    }
    STOP.store(true, Ordering::Relaxed);
    reading.join().unwrap();
}

/// The signal goes to the child, and is its own affair.
fn forks_and_watches_signals(telemetry: &Telemetry) {
    telemetry.shutdown_on_signals().unwrap();
    times(100, before);
    match fork().unwrap() {
        Fork::Child => {
            times(100, of_child);
            // The thread that watches is there when the first flush has been answered.
            telemetry.flush().unwrap();
            times(100, of_child);
            println!("{}", std::process::id());
            loop {
                thread::park();
            }
        }
        Fork::Parent(child) => {
            let status = waitpid(child).unwrap();
            println!(
                "{}",
                if WIFSIGNALED(status) {
                    WTERMSIG(status)
                } else {
                    0
                }
            );
            times(100, work);
        }
    }
}

/// Locks are held and rings are read while the process forks, again and again.
fn forks_among_busy_threads(telemetry: &Telemetry) {
    static STOP: AtomicBool = AtomicBool::new(false);
    let busy: Vec<_> = (0..3)
        .map(|_| {
            thread::spawn(|| {
                while !STOP.load(Ordering::Relaxed) {
                    times(100, before);
                    // Not more than a destination on a busy machine can take.
                    thread::sleep(Duration::from_millis(1));
                }
            })
        })
        .collect();
    for _ in 0..15 {
        in_child(|| times(10, of_child));
    }
    STOP.store(true, Ordering::Relaxed);
    busy.into_iter().for_each(|thread| thread.join().unwrap());
    // Its result is in the ledger.
    let _ = telemetry.flush();
    println!("{}", telemetry.ledger().backends[0].exported);
}

/// The child has the backend that was added, and not the one that was removed.
fn forks_after_changes(telemetry: &Telemetry, added: &str, removed: &str) {
    let removed = telemetry.add_exporter(Otlp::grpc().endpoint(removed));
    times(100, before);
    telemetry.remove_exporter(&removed.unwrap()).unwrap();
    let added = telemetry.add_exporter(Otlp::grpc().endpoint(added));
    let added = added.unwrap();
    in_child(|| {
        times(100, of_child);
        assert_eq!(telemetry.remove_exporter(&added), Ok(()));
        assert_eq!(added.ledger().exported, 100);
        times(10, of_child);
        telemetry.flush().unwrap();
        println!("{}", telemetry.ledger());
    });
    times(100, work);
}

/// A child adds one before its first span, and removes one that it has not started.
fn forks_and_adds(telemetry: &Telemetry, endpoint: &str) {
    times(100, before);
    let inherited = telemetry.backends().remove(0);
    in_child(|| {
        let exporter = Otlp::grpc().endpoint(endpoint);
        telemetry.add_exporter(exporter).unwrap();
        assert_eq!(telemetry.remove_exporter(&inherited), Ok(()));
        times(100, of_child);
        telemetry.flush().unwrap();
        println!("{}", telemetry.ledger());
    });
    times(100, work);
}

/// The sampler that the parent has set is the child's, until the child sets another for itself.
fn forks_and_samples(telemetry: &Telemetry) {
    telemetry.set_sampler(Sampler::AlwaysOff);
    times(100, before);
    in_child(|| {
        times(100, of_child);
        telemetry.set_sampler(Sampler::AlwaysOn);
        times(10, of_child);
        telemetry.flush().unwrap();
        println!("{}", telemetry.ledger());
    });
    times(100, work);
}

/// Backends come and go while the process forks, again and again. They are of a kind that starts no
/// threads: a fork amid the start of one leaves a lock of the standard library's taken in the child.
fn forks_among_changes(telemetry: &Telemetry, endpoint: &str) {
    static STOP: AtomicBool = AtomicBool::new(false);
    let change = telemetry.clone();
    let endpoint = endpoint.to_owned();
    let changing = thread::spawn(move || {
        while !STOP.load(Ordering::Relaxed) {
            let exporter = Otlp::grpc().endpoint(&endpoint);
            let backend = change.add_exporter(exporter).unwrap();
            change.remove_exporter(&backend).unwrap();
        }
    });
    for _ in 0..30 {
        in_child(|| times(10, of_child));
    }
    STOP.store(true, Ordering::Relaxed);
    changing.join().unwrap();
}

/// A child reports what is its own, to a provider of its own.
fn forks_and_observes(telemetry: &Telemetry) {
    let parents = Metrics::default();
    parents.observe(telemetry);
    times(100, before);
    telemetry.flush().unwrap();
    in_child(|| {
        times(10, of_child);
        telemetry.flush().unwrap();
        let metrics = Metrics::default();
        metrics.observe(telemetry);
        println!(
            "{}",
            metrics
                .collect()
                .sum("otel.sdk.exporter.span.exported", &[])
        );
    });
    times(100, work);
    telemetry.flush().unwrap();
    println!(
        "{}",
        parents
            .collect()
            .sum("otel.sdk.exporter.span.exported", &[])
    );
}
