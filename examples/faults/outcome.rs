//! One fault with one contender: what was lost, whether it was told, and how long the end took.

use std::{
    collections::HashSet,
    path::PathBuf,
    thread,
    time::{Duration, Instant},
};

use otlp_sink::{Line, Loses, Sink};

use crate::{
    case::{Case, Ending},
    child::{End, Program, Said},
    tracing::Contender,
};

/// A program that says nothing for so long beyond its spans hangs.
const PATIENCE: Duration = Duration::from_secs(20);

#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) made: u64,
    pub(crate) arrived: u64,
    /// What the last call has returned, if it has.
    pub(crate) result: Option<Result<(), String>>,
    /// How many are lost by its own count.
    pub(crate) counted: Option<u64>,
    pub(crate) end: End,
    /// From the last span to the end of the process.
    pub(crate) took: Option<Duration>,
}

/// Runs a case.
pub(crate) fn of(case: &Case, contender: Contender, full: bool) -> Outcome {
    let sink = Sink::start();
    let dead: Vec<Sink> = (0..case.dead).map(|_| black_hole()).collect();
    case.scenario.begin(&sink);

    let folder = Folder::of(case, contender);
    let mut arguments = vec!["--child"];
    arguments.extend(full.then_some("--full"));
    arguments.extend([contender.name(), case.name, folder.argument()]);
    arguments.push(sink.endpoint());
    arguments.extend(dead.iter().map(Sink::endpoint));
    let mut program = Program::start(&arguments);

    let mut outcome = Outcome {
        made: case.scenario.spans,
        arrived: 0,
        result: None,
        counted: None,
        end: End::Ended,
        took: None,
    };
    let mut made_at = None;
    thread::scope(|scope| {
        let patience = PATIENCE + case.scenario.during;
        outcome.end = program.hear(patience, |program, said| match said {
            Said::Begin => drop(scope.spawn(|| case.scenario.play(&sink))),
            Said::Made => {
                made_at = Some(Instant::now());
                kill(program, case.ending);
            }
            Said::Result(result) => outcome.result = Some(result),
            Said::Lost(spans) => outcome.counted = Some(spans),
            Said::Memory(_) => {}
        });
        outcome.took = made_at.map(|made_at: Instant| made_at.elapsed());
    });
    if case.ending.needs_a_folder() && contender == Contender::Ours {
        let deliver = [
            "--child",
            "ours",
            "deliver",
            folder.argument(),
            sink.endpoint(),
        ];
        Program::start(&deliver).hear(PATIENCE, |_, _| {});
    }
    outcome.arrived = sink.ids().into_iter().collect::<HashSet<_>>().len() as u64;
    outcome
}

impl Outcome {
    pub(crate) fn lost(&self) -> u64 {
        self.made.saturating_sub(self.arrived)
    }

    /// Whether no more was lost than there is a reason for, and all of it was counted and told.
    pub(crate) fn is_well(&self, case: &Case) -> bool {
        let lost = self.lost();
        // A moment's worth of spans, where the process has had no chance to do more.
        let may_lose = match case.scenario.loses {
            Loses::Nothing if case.ending.needs_a_folder() => self.made / 4,
            Loses::Nothing => 0,
            _ => self.made,
        };
        let is_told = match (&self.result, self.counted) {
            (Some(result), Some(counted)) => {
                let is_counted = match case.scenario.loses {
                    // What arrived without a word that it has is counted as lost.
                    Loses::WhatIsLate => counted >= lost,
                    _ => counted == lost,
                };
                // A dead destination beside the one that is counted is an error, too.
                let is_error = counted > 0 || case.dead > 0;
                case.ending.has_result() && is_counted && result.is_err() == is_error
            }
            (None, None) => !case.ending.has_result(),
            _ => false,
        };
        self.end == End::Ended && lost <= may_lose && is_told
    }
}

fn black_hole() -> Sink {
    let sink = Sink::start();
    sink.line(Line::Silent);
    sink
}

#[cfg(test)]
#[path = "outcome_tests.rs"]
mod tests;

#[cfg(unix)]
fn kill(program: &Program, ending: Ending) {
    match ending {
        Ending::Sigterm => program.signal(fork::Signal::TERM),
        Ending::Sigkill => program.signal(fork::Signal::KILL),
        _ => {}
    }
}

#[cfg(not(unix))]
fn kill(_: &Program, _: Ending) {}

/// A folder for what has to outlive a process; gone with its case.
struct Folder(Option<PathBuf>);

impl Folder {
    fn of(case: &Case, contender: Contender) -> Self {
        if !case.ending.needs_a_folder() || contender != Contender::Ours {
            return Self(None);
        }
        let name = format!("otel-faults-{}-{}", case.name, std::process::id());
        Self(Some(std::env::temp_dir().join(name)))
    }

    fn argument(&self) -> &str {
        let path = self.0.as_ref().and_then(|path| path.to_str());
        path.unwrap_or("-")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if let Some(path) = &self.0 {
            let _ = std::fs::remove_dir_all(path);
        }
    }
}
