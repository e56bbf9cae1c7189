//! Counts the heap allocations of a call, on the calling thread: `cargo bench --bench allocations`.
//!
//! A program of its own, because the counting allocator would be in the way of the times.

#![allow(clippy::print_stdout, clippy::expect_used)]
// The modules are those of `main.rs`, which uses more of them.
#![allow(dead_code)]

mod contender;
mod destination;
mod fastrace_alone;
mod fastrace_attached;
mod hand_written;
mod harness;
mod options;
mod ours;
mod plain;
mod states;
mod table;
mod tracing_bridge;
mod work;

use std::hint::black_box;
use std::process::ExitCode;

use contender::{Contender, Task, calls, with_contender};
use destination::Destination;
use harness::in_own_process;
use options::{Options, contender_named, state_named};
use states::State;
use table::Table;

/// Calls before counting begins, so that buffers have grown and thread-locals are there.
const WARM_UP: u64 = 100;
/// Calls that are counted.
const COUNTED: u64 = 200;

struct Count {
    state: State,
}

impl Task for Count {
    type Output = (u64, u64);

    fn run<C: Contender>(self) -> (u64, u64) {
        let state = self.state;
        let contender = C::install(state.sampling(), &Destination::Dropped);
        let parent = state.has_parent().then(|| C::parent(state.sampling()));
        black_box(calls::<C>(state, WARM_UP));
        let counted = allocation_counter::measure(|| {
            black_box(calls::<C>(state, COUNTED));
        });
        drop(parent);
        contender.flush();
        (counted.count_total, counted.bytes_total)
    }
}

fn main() -> ExitCode {
    match Options::parse(std::env::args().skip(1)).and_then(|options| run(&options)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("allocations: {message}");
            ExitCode::from(2)
        }
    }
}

fn run(options: &Options) -> Result<(), String> {
    let words: Vec<&str> = options.words.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] => table(options),
        ["count", contender, state] => {
            let state = state_named(state)?;
            let counted = with_contender(contender_named(contender)?, Count { state });
            let (count, bytes) = counted.unwrap_or_default();
            println!("{count} {bytes}");
        }
        other => return Err(format!("{} is not a command", other.join(" "))),
    }
    Ok(())
}

fn table(options: &Options) {
    // The second thread of two does what the one thread of "child" does.
    let states = options.states.iter().copied();
    let states: Vec<_> = states.filter(|state| *state != State::TwoThreads).collect();
    let columns = states.iter().map(|state| state.name());
    let mut table = Table::new("Heap allocations / bytes per traced function", columns);
    for name in &options.contenders {
        let cell = |state: &State| {
            let counted = in_own_process(&["count", name, state.name()]);
            let functions = (COUNTED * state.spans_per_call()) as f64;
            let (count, bytes) = (counted[0] / functions, counted[1] / functions);
            format!("{count:.1} / {bytes:.0}")
        };
        table.row(name, states.iter().map(cell).collect());
    }
    table.print();
}
