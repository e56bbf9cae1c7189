//! Forks. A child says on stdout how many spans its ledger knows, and by which cause they went.

use std::{
    process::{ExitCode, exit},
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use fork::{Fork, fork, waitpid};
use otel_runtime::{Telemetry, traced};

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
        "forks-among-busy-threads" => forks_among_busy_threads(start()),
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

/// Locks are held and rings are read while the process forks, again and again.
fn forks_among_busy_threads(telemetry: &Telemetry) {
    static STOP: AtomicBool = AtomicBool::new(false);
    let busy: Vec<_> = (0..3)
        .map(|_| {
            thread::spawn(|| {
                while !STOP.load(Ordering::Relaxed) {
                    times(100, before);
                    thread::yield_now();
                }
            })
        })
        .collect();
    for _ in 0..30 {
        in_child(|| times(10, of_child));
    }
    STOP.store(true, Ordering::Relaxed);
    busy.into_iter().for_each(|thread| thread.join().unwrap());
    telemetry.flush().unwrap();
    println!("{}", telemetry.ledger().ended);
}
