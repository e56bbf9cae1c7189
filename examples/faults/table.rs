//! The table of outcomes, a line as soon as it is known.

use std::io::{Write, stdout};

use crate::{
    case::Case,
    child::End,
    outcome::{self, Outcome},
    tracing::Contender,
};

/// Runs the cases and prints what became of each; whether all went as well as it can with ours.
pub(crate) fn show(cases: &[&Case], contenders: &[Contender], full: bool) -> bool {
    if cases.is_empty() {
        return true;
    }
    print!("| {:27} | {:40} |", "case", "fault");
    for contender in contenders {
        let [lost, told, ending] = ["lost", "told", "ending"].map(|column| {
            let name = contender.name();
            format!("{name}: {column}")
        });
        print!(" {lost:>11} | {told:12} | {ending:>13} |");
    }
    print!("\n|{}|{}|", "-".repeat(29), "-".repeat(42));
    for _ in contenders {
        print!(
            "{}:|{}|{}:|",
            "-".repeat(12),
            "-".repeat(14),
            "-".repeat(14)
        );
    }
    println!();
    let mut is_well = true;
    for case in cases {
        print!("| {:27} | {:40} |", case.name, case.fault);
        for contender in contenders {
            let _ = stdout().flush();
            let outcome = outcome::of(case, *contender, full);
            let [lost, told, ending] = cells(case, &outcome);
            print!(" {lost:>11} | {told:12} | {ending:>13} |");
            is_well &= *contender == Contender::Stock || outcome.is_well(case);
        }
        println!();
    }
    is_well
}

/// What was lost, whether it was told, and how long the end took.
fn cells(case: &Case, outcome: &Outcome) -> [String; 3] {
    let lost = match outcome.lost() {
        0 => "0".to_owned(),
        lost => format!("{:.1} %", lost as f64 / outcome.made as f64 * 100.0),
    };
    let told = match (&outcome.result, outcome.counted) {
        _ if outcome.lost() == 0 => "-".to_owned(),
        (Some(Err(_)), Some(counted)) if counted == outcome.lost() => "yes, counted".to_owned(),
        (_, Some(counted)) => format!("{counted} counted"),
        (Some(Err(_)), None) => "an error".to_owned(),
        (Some(Ok(())), None) => "no: Ok".to_owned(),
        (None, None) if case.ending.tells_nobody() => "to nobody".to_owned(),
        (None, None) => "no".to_owned(),
    };
    let ending = match (outcome.end, outcome.took) {
        (End::Hung, _) => "hangs, killed".to_owned(),
        (End::Ended, Some(took)) => format!("{:.1} s", took.as_secs_f64()),
        (End::Ended, None) => "does not run".to_owned(),
    };
    [lost, told, ending]
}
