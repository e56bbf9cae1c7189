//! The program that traces: a child process, which says on stdout how far it is.

use std::{
    process::{ExitCode, abort, exit},
    sync::OnceLock,
    thread::park,
    time::Duration,
};

use otlp_sink::evenly;
use tokio::runtime::{Builder, Runtime};

use crate::{
    case::{Call, Case, Ending},
    child::Said,
    tracing::Tracing,
};

/// Where tracing stays that nobody drops.
static KEPT: OnceLock<Box<dyn Tracing>> = OnceLock::new();

/// `CONTENDER CASE FOLDER ENDPOINT...`, the folder `-` where none is needed.
pub(crate) fn run(cases: &[Case], arguments: &[&str]) -> ExitCode {
    let [contender, name, folder, endpoints @ ..] = arguments else {
        panic!("a child is told more than {arguments:?}");
    };
    let folder = (*folder != "-").then_some(*folder);
    if *name == "deliver" {
        return deliver(&cases[0], endpoints, folder);
    }
    let case = cases.iter().find(|case| case.name == *name).unwrap();
    let contender: crate::Contender = contender.parse().unwrap();
    let start = || contender.start(case, endpoints, folder);
    match case.ending {
        Ending::NoRuntime => in_main(case, start()),
        Ending::CurrentThread(call) => {
            let runtime = Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let tracing = start();
                make_in_runtime(case, &*tracing).await;
                end(tracing, call);
            });
        }
        Ending::InTask(workers) => {
            let runtime = runtime(workers);
            let tracing = runtime.block_on(async { start() });
            let case = case.clone();
            let task = runtime.spawn(async move {
                make_in_runtime(&case, &*tracing).await;
                end(tracing, Call::Shutdown);
            });
            runtime.block_on(task).unwrap();
        }
        _ => {
            // The stock exporter needs one; ours does not care.
            let runtime = runtime(2);
            let _entered = runtime.enter();
            in_main(case, start());
        }
    }
    ExitCode::SUCCESS
}

fn runtime(workers: usize) -> Runtime {
    let mut builder = Builder::new_multi_thread();
    builder.worker_threads(workers).enable_all();
    builder.build().unwrap()
}

/// Makes the spans in `main`, and ends as the case says.
fn in_main(case: &Case, tracing: Box<dyn Tracing>) {
    let (spans, during) = (case.scenario.spans, case.scenario.during);
    if case.ending == Ending::Fork {
        return fork_in_the_middle(case, tracing);
    }
    Said::Begin.say();
    evenly(spans, during, |number| tracing.span(number));
    if matches!(case.ending, Ending::Shutdown | Ending::NoRuntime) {
        Said::Made.say();
        return end(tracing, Call::Shutdown);
    }
    // Before the word that all are made, which is the word to be killed.
    KEPT.get_or_init(|| tracing);
    Said::Made.say();
    match case.ending {
        Ending::Exit => exit(3),
        Ending::Panic => panic!("the program panics"),
        Ending::Abort => abort(),
        Ending::Sigterm | Ending::Sigkill => loop {
            park();
        },
        _ => {}
    }
}

/// Makes the spans inside of a runtime, and lets it run meanwhile.
async fn make_in_runtime(case: &Case, tracing: &dyn Tracing) {
    Said::Begin.say();
    let pause = Duration::from_millis(10);
    let pauses = (case.scenario.during.as_millis() / pause.as_millis()).max(1);
    let at_once = case.scenario.spans / pauses as u64;
    for number in 0..case.scenario.spans {
        tracing.span(number);
        if number % at_once == at_once - 1 {
            tokio::time::sleep(pause).await;
        }
    }
    Said::Made.say();
}

fn end(tracing: Box<dyn Tracing>, call: Call) {
    let result = match call {
        Call::Shutdown => tracing.shutdown(),
        Call::Flush => tracing.flush(),
        Call::Drop => {
            drop(tracing);
            return;
        }
    };
    Said::Result(result).say();
    if let Some(lost) = tracing.lost() {
        Said::Lost(lost).say();
    }
    if call == Call::Flush {
        // What a flush has not sent is lost when the program is killed after it.
        abort();
    }
}

#[cfg(unix)]
fn fork_in_the_middle(case: &Case, tracing: Box<dyn Tracing>) {
    use fork::Fork;
    Said::Begin.say();
    let (half, during) = (case.scenario.spans / 2, case.scenario.during / 2);
    evenly(half, during, |number| tracing.span(number));
    let forked = fork::fork().unwrap();
    // A quarter of all in each of the two.
    evenly(half / 2, during, |number| tracing.span(half + number));
    if let Fork::Parent(_) = forked {
        Said::Made.say();
    }
    let _ = tracing.shutdown();
    if let Fork::Parent(child) = forked {
        fork::waitpid(child).unwrap();
    }
    // Statics of C libraries are the parent's to take down.
    exit(0);
}

#[cfg(not(unix))]
fn fork_in_the_middle(_: &Case, _: Box<dyn Tracing>) {
    panic!("there is no fork here");
}

/// Ours, started once more: sends what its folder holds.
fn deliver(baseline: &Case, endpoints: &[&str], folder: Option<&str>) -> ExitCode {
    let tracing = crate::Contender::Ours.start(baseline, endpoints, folder);
    Said::Result(tracing.shutdown()).say();
    ExitCode::SUCCESS
}
