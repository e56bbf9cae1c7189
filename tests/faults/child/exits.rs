//! Ends without a word to the telemetry.

use std::{
    process::{ExitCode, exit},
    sync::Barrier,
    thread,
};

use otel_runtime::traced;

use crate::{TELEMETRY, telemetry, work, work_500};

pub(crate) fn run(case: &str, endpoints: &[String]) -> ExitCode {
    let held = telemetry(&endpoints[0]);
    if case == "two" {
        two(held, &endpoints[1]);
    }
    if case == "panics-and-drops" {
        work_500();
        panic!("the program panics");
    }
    if case == "leaks" {
        work_500();
        std::mem::forget(held);
        return ExitCode::SUCCESS;
    }
    let telemetry = TELEMETRY.get_or_init(|| held);
    match case {
        "exits-in-a-thread" => exits_in_a_thread(),
        "exits-beside-threads" => exits_beside_threads(),
        "exits-in-a-task" => exits_in_a_task(),
        "exits-in-a-span" => open(),
        _ => work_500(),
    }
    match case {
        "returns" => ExitCode::SUCCESS,
        "exits" => exit(3),
        "panics" => panic!("the program panics"),
        "shuts-down-and-exits" => {
            telemetry.shutdown().unwrap();
            exit(3);
        }
        unknown => panic!("no case is called {unknown}"),
    }
}

/// One telemetry in a static, one leaked.
fn two(first: otel_runtime::Telemetry, endpoint: &str) -> ! {
    let second = telemetry(endpoint);
    first.scope(work_500);
    second.scope(work_500);
    TELEMETRY.get_or_init(|| first);
    std::mem::forget(second);
    exit(3);
}

/// Open when the program ends.
#[traced]
fn open() {
    work_500();
    exit(3);
}

fn exits_in_a_thread() -> ! {
    let never = thread::spawn(|| {
        work_500();
        exit(3);
    });
    never.join().unwrap()
}

/// Others have made the spans, and are still there.
fn exits_beside_threads() -> ! {
    static DONE: Barrier = Barrier::new(5);
    for _ in 0..4 {
        thread::spawn(|| {
            (0..125).for_each(|_| work());
            DONE.wait();
            loop {
                thread::park();
            }
        });
    }
    DONE.wait();
    exit(3);
}

fn exits_in_a_task() -> ! {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    runtime.block_on(async {
        work_500();
        exit(3);
    })
}
