//! What is lost when a destination fails, or a program: with otel-runtime, and with the stock SDK.
//!
//! ```text
//! cargo run --release --example faults                      each fault, with otel-runtime
//! cargo run --release --example faults -- --stock           and with the stock SDK beside it
//! cargo run --release --example faults -- sigterm slow_1s   these faults alone
//! cargo run --release --example faults -- --full            for as long as their names say
//! cargo run --release --example faults -- --list            which there are
//! ```
//!
//! This process is the destination, and `tests/sink` is what it is made of: a few lines of
//! `tests/sink/src/scenario.rs` each say what goes wrong and when. Each fault meets a program of its
//! own, this one again as a child process (`program.rs`), which traces with one of the two
//! (`ours.rs`, `stock.rs`) and may hang or die. What was lost is what did not arrive here.
#![allow(
    clippy::unwrap_used,
    reason = "an example that shows faults, not how to handle them"
)]
#![allow(clippy::print_stdout, reason = "an example talks to its reader")]

mod case;
mod child;
mod memory;
mod ours;
mod outcome;
mod panicking;
mod program;
mod stock;
mod table;
mod tracing;

use std::process::ExitCode;

use otlp_sink::Pace;

use case::{Case, cases};
use tracing::Contender;

/// What can be asked for beside faults; the last two are for the children of this process.
const FLAGS: [&str; 5] = ["--stock", "--full", "--list", "--child", "--memory-child"];

/// How much faster the faults go by than their names say, unless `--full`.
const SHORT: u32 = 5;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (flags, names): (Vec<_>, Vec<_>) = arguments
        .iter()
        .map(String::as_str)
        .partition(|argument| argument.starts_with("--"));
    if let Some(flag) = flags.iter().find(|flag| !FLAGS.contains(flag)) {
        println!("{flag} is not known; there are --stock, --full and --list.");
        return ExitCode::FAILURE;
    }
    let has = |flag| flags.contains(&flag);
    let cases = cases(Pace(if has("--full") { 1 } else { SHORT }));
    if has("--child") {
        return program::run(&cases, &names);
    }
    if has("--memory-child") {
        return memory::run(&names);
    }
    if has("--list") {
        cases.iter().for_each(|case| println!("{}", case.name));
        println!("memory");
        return ExitCode::SUCCESS;
    }
    let unknown = |name: &&&str| **name != "memory" && cases.iter().all(|case| case.name != **name);
    if let Some(name) = names.iter().find(unknown) {
        println!("No fault is called {name:?}; --list says which there are.");
        return ExitCode::FAILURE;
    }
    let is_asked = |name: &str| names.is_empty() || names.contains(&name);
    let contenders = match has("--stock") {
        true => vec![Contender::Ours, Contender::Stock],
        false => vec![Contender::Ours],
    };
    let asked: Vec<&Case> = cases.iter().filter(|case| is_asked(case.name)).collect();
    let mut is_well = table::show(&asked, &contenders, has("--full"));
    if is_asked("memory") {
        is_well &= memory::show(&contenders);
    }
    if is_well {
        ExitCode::SUCCESS
    } else {
        println!(
            "\notel-runtime has lost what it need not lose, has miscounted, or takes too much memory."
        );
        ExitCode::FAILURE
    }
}
