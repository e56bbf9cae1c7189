//! Whole pipelines: one thread makes root spans with four attributes, the contender sends them
//! over OTLP/gRPC with its default settings, and a sink counts what arrives.

use std::hint::black_box;
use std::time::{Duration, Instant};

use crate::contender::{Contender, Task, with_contender};
use crate::cpu::{process_time, this_thread, thread_time};
use crate::destination::Destination;
use crate::harness::{in_own_process, median};
use crate::options::{Options, contender_named};
use crate::sink;
use crate::states::Sampling;
use crate::table::{Table, figure};

const COLUMNS: [&str; 6] = [
    "calls/s",
    "exported spans/s",
    "lost %",
    "producing CPU us/call",
    "export CPU us/exported span",
    "both us/exported span",
];

/// Contenders that export OTLP, and whose async side does not differ from another's.
fn takes_part(name: &str) -> bool {
    !matches!(name, "plain" | "fastrace-context")
}

/// Runs both loads for all contenders and prints a table of each.
pub(crate) fn compare(options: &Options) {
    let rounds = match options {
        Options {
            measures: false, ..
        } => 1,
        Options { quick: true, .. } => 2,
        _ => 5,
    };
    let rounds = options.rounds.unwrap_or(rounds);
    let contenders = options.contenders.iter().copied();
    let contenders: Vec<_> = contenders.filter(|name| takes_part(name)).collect();
    for (load, title) in [
        ("paced", "End to end, 50,000 calls/s for 2 s"),
        ("flood", "End to end, as fast as it goes for 2 s"),
    ] {
        let mut runs = vec![Vec::new(); contenders.len()];
        for round in 0..rounds {
            eprintln!("{load}, round {} of {rounds}", round + 1);
            for (runs, name) in runs.iter_mut().zip(&contenders) {
                runs.push(in_own_process(&["pipeline", name, load]));
            }
        }
        let mut table = Table::new(title, COLUMNS);
        for (runs, name) in runs.iter().zip(&contenders) {
            let cell = |column: usize| {
                let values: Vec<f64> = runs.iter().map(|run: &Vec<f64>| run[column]).collect();
                let value = median(&values);
                // The times are all small, and their second decimal counts.
                if column < 2 {
                    figure(value)
                } else {
                    format!("{value:.2}")
                }
            };
            table.row(name, (0..COLUMNS.len()).map(cell).collect());
        }
        table.print();
    }
}

/// The process of one contender under one load.
pub(crate) fn pipeline(contender: &str, load: &str) -> Result<(), String> {
    let paced = match load {
        "paced" => true,
        "flood" => false,
        other => return Err(format!("no load {other}; there are paced and flood")),
    };
    let name = contender_named(contender)?;
    let figures = with_contender(name, Pipeline { paced }).unwrap_or_default();
    let figures: Vec<String> = figures.iter().map(f64::to_string).collect();
    println!("{}", figures.join(" "));
    Ok(())
}

struct Pipeline {
    paced: bool,
}

impl Task for Pipeline {
    type Output = Vec<f64>;

    fn run<C: Contender>(self) -> Vec<f64> {
        let sink = sink::start();
        let destination = Destination::Collector(sink.endpoint.clone());
        let contender = C::install(Sampling::Always, &destination);
        // The connection is there before anything is counted.
        C::root_with_attributes(0, "customer-0042", 99.5, true);
        contender.flush();

        let producer = this_thread();
        let already = (sink.counts.with_attributes(), sink.counts.all());
        let before = times(&producer, &sink.thread);
        let start = Instant::now();
        let calls = if self.paced {
            paced::<C>()
        } else {
            flood::<C>()
        };
        let making = start.elapsed();
        contender.flush();
        let took = start.elapsed();
        let after = times(&producer, &sink.thread);

        assert_eq!(sink.counts.wrong(), 0, "spans that arrived damaged");
        let arrived = (sink.counts.with_attributes() - already.0) as f64;
        let spans = (sink.counts.all() - already.1) as f64;
        let micros = |time: Duration| time.as_secs_f64() * 1e6;
        let producing = micros(after.producing - before.producing);
        let exporting = micros(after.exporting.saturating_sub(before.exporting));
        let calls = calls as f64;
        vec![
            calls / making.as_secs_f64(),
            spans / took.as_secs_f64(),
            100.0 * (calls - arrived) / calls,
            producing / calls,
            exporting / spans,
            (producing + exporting) / spans,
        ]
    }
}

struct Times {
    producing: Duration,
    exporting: Duration,
}

/// All that is neither the producing thread nor the sink is the export side.
fn times(producer: &str, sink: &str) -> Times {
    let producing = thread_time(producer);
    let others = process_time().saturating_sub(producing + thread_time(sink));
    Times {
        producing,
        exporting: others,
    }
}

const LENGTH: Duration = Duration::from_secs(2);

fn call<C: Contender>(number: u64) {
    let customer = black_box("customer-0042");
    black_box(C::root_with_attributes(number as i64, customer, 99.5, true));
}

/// Fifty calls each millisecond.
fn paced<C: Contender>() -> u64 {
    const EACH: u64 = 50;
    let start = Instant::now();
    let ticks = LENGTH.as_millis() as u64;
    for tick in 0..ticks {
        let due = start + Duration::from_millis(tick);
        std::thread::sleep(due.saturating_duration_since(Instant::now()));
        (0..EACH).for_each(|number| call::<C>(tick * EACH + number));
    }
    ticks * EACH
}

fn flood<C: Contender>() -> u64 {
    const BETWEEN_LOOKS_AT_THE_CLOCK: u64 = 1000;
    let start = Instant::now();
    let mut calls = 0;
    while start.elapsed() < LENGTH {
        (0..BETWEEN_LOOKS_AT_THE_CLOCK).for_each(|number| call::<C>(calls + number));
        calls += BETWEEN_LOOKS_AT_THE_CLOCK;
    }
    calls
}
