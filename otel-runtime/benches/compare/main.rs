//! Compares `#[traced]` with its peers: the same functions, wrapped by each of them.
//!
//! `cargo bench --bench compare` prints nanoseconds per call and the ratios to hand-written
//! OpenTelemetry; `-- --quick` does so in under two minutes, `-- e2e` measures whole pipelines
//! to a collector instead. `--contender` and `--state` choose among rows and columns.
//!
//! Each contender and state has a process of its own, and the rounds are interleaved, so that
//! neither leftovers nor the machine's mood favour one of them.

#![allow(clippy::print_stdout, clippy::expect_used)]

mod contender;
mod cpu;
mod destination;
mod end_to_end;
mod fastrace_alone;
mod fastrace_attached;
mod hand_written;
mod harness;
mod instructions;
mod options;
mod ours;
mod plain;
mod sink;
mod states;
mod table;
mod tracing_bridge;
mod work;

use std::process::ExitCode;

use contender::{BASELINE, with_contender};
use harness::{Bursts, in_own_process, median, quantile};
use options::{Options, contender_named, state_named};
use table::{Table, figure, ratio};

fn main() -> ExitCode {
    let outcome = Options::parse(std::env::args().skip(1)).and_then(|options| run(&options));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("compare: {message}");
            ExitCode::from(2)
        }
    }
}

fn run(options: &Options) -> Result<(), String> {
    let words: Vec<&str> = options.words.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] => compare(options),
        ["e2e"] => end_to_end::compare(options),
        ["burst", contender, state, bursts] => burst(contender, state, bursts)?,
        ["instructions", contender, state] => instructions::run(contender, state)?,
        ["pipeline", contender, load] => end_to_end::pipeline(contender, load)?,
        other => {
            return Err(format!(
                "{} is not a command; there is e2e",
                other.join(" ")
            ));
        }
    }
    Ok(())
}

/// The process of one contender and state.
fn burst(contender: &str, state: &str, bursts: &str) -> Result<(), String> {
    let state = state_named(state)?;
    let bursts = bursts.parse().map_err(|_| "the number of bursts")?;
    let name = contender_named(contender)?;
    if let Some(times) = with_contender(name, Bursts { state, bursts }) {
        println!("{} {}", median(&times), quantile(&times, 0.1));
    }
    Ok(())
}

/// The medians over all rounds, and the best tenth of the best round.
fn compare(options: &Options) {
    let (rounds, bursts) = match options {
        Options {
            measures: false, ..
        } => (1, "1"),
        Options { quick: true, .. } => (5, "40"),
        _ => (12, "120"),
    };
    let rounds = options.rounds.unwrap_or(rounds);
    let (contenders, states) = (&options.contenders, &options.states);
    let mut medians = vec![vec![Vec::new(); states.len()]; contenders.len()];
    let mut quiet = medians.clone();
    for round in 0..rounds {
        eprintln!("round {} of {rounds}", round + 1);
        for (column, state) in states.iter().enumerate() {
            for (row, name) in contenders.iter().enumerate() {
                let numbers = in_own_process(&["burst", name, state.name(), bursts]);
                medians[row][column].push(numbers[0]);
                quiet[row][column].push(numbers[1]);
            }
        }
    }
    let cell = |row: usize, column: usize| median(&medians[row][column]);
    let best = |row: usize, column: usize| quantile(&quiet[row][column], 0.0);
    print("Nanoseconds per call, median of the rounds", options, cell);
    print(
        "Nanoseconds per call, best tenth of the best round",
        options,
        best,
    );
}

/// One table of figures and one of their ratios to the baseline.
fn print(title: &str, options: &Options, cell: impl Fn(usize, usize) -> f64) {
    let columns: Vec<&str> = options.states.iter().map(|state| state.name()).collect();
    let baseline = options.contenders.iter().position(|name| *name == BASELINE);
    let mut figures = Table::new(title, columns.iter().copied());
    let mut ratios = Table::new(
        "The same as ratios to hand-written OpenTelemetry",
        columns.iter().copied(),
    );
    for (row, name) in options.contenders.iter().enumerate() {
        let cells = 0..columns.len();
        figures.row(
            name,
            cells
                .clone()
                .map(|column| figure(cell(row, column)))
                .collect(),
        );
        let ratio = |column| ratio(cell(row, column), baseline.map(|base| cell(base, column)));
        ratios.row(name, cells.map(ratio).collect());
    }
    figures.print();
    ratios.print();
}
