//! Whatever compiles bare compiles traced, and is warned about in the same words at the same lines.
//!
//! Each file in `cases/` is a program. It is checked as it is, with `--cfg traced`, and, where it
//! says so, with `--cfg full`, under which its functions record all they can. A run takes each
//! program in the newest of its editions; `SHAPES=all` takes all editions and compares what clippy
//! says, too. What is silent traced is not compiled bare in the short run: there was nothing to lose.
#![allow(clippy::unwrap_used)]

mod block;
mod compile;
mod shape;
mod silenced;
mod table;

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use compile::{Report, Tool, check};
use shape::{Mode, Shape};

/// Fewer would mean that the cases are gone.
const AT_LEAST: usize = 250;

#[test]
fn every_shape_compiles_traced_as_it_does_bare() {
    let shapes = Shape::all();
    assert!(shapes.len() >= AT_LEAST, "only {} shapes", shapes.len());
    let all = all();
    let faults = in_parallel(&shapes, |shape| {
        let count = if all { shape.editions.len() } else { 1 };
        let editions = shape.editions.iter().rev().take(count);
        editions
            .flat_map(|edition| rustc_faults(shape, edition))
            .collect()
    });
    report(&faults);
}

#[test]
fn clippy_says_nothing_that_it_does_not_say_of_the_bare_function() {
    if !all() {
        return;
    }
    report(&in_parallel(&Shape::all(), clippy_faults));
}

#[test]
fn every_shape_compiles_in_a_traced_module() {
    if !all() {
        return;
    }
    report(&in_parallel(&Shape::all(), block::faults));
}

#[test]
fn the_table_of_shapes_is_up_to_date() {
    table::compare(&Shape::all());
}

fn all() -> bool {
    std::env::var_os("SHAPES").is_some_and(|which| which == "all")
}

/// What goes wrong with one shape in one edition.
fn rustc_faults(shape: &Shape, edition: &str) -> Vec<String> {
    let traced: Vec<(Mode, Report)> = modes(shape)
        .iter()
        .map(|mode| (*mode, check(shape, edition, *mode, Tool::Rustc)))
        .collect();
    if !all() && shape.is_clean() && traced.iter().all(|(_, report)| report.is_silent()) {
        return Vec::new();
    }
    let bare = check(shape, edition, Mode::Bare, Tool::Rustc);
    if let Some(fault) = shape.is_not_itself(&bare) {
        return vec![format!(
            "{} ({edition}): {fault}\n{}",
            shape.name, bare.text
        )];
    }
    if shape.breaks.is_some() {
        let fault = format!("{} ({edition}): compiles, against what it says", shape.name);
        let compiles = traced.iter().any(|(_, report)| report.compiles);
        return compiles.then_some(fault).into_iter().collect();
    }
    let compare = |(mode, report): &(Mode, Report)| {
        let differences = report.differences(&bare, |lint| shape.may_lose(lint));
        (!differences.is_empty()).then(|| {
            let (name, text) = (&shape.name, &report.text);
            format!("{name} ({edition}, {mode:?}):\n{differences}\n{text}")
        })
    };
    traced.iter().filter_map(compare).collect()
}

/// The short run takes of a program that records only that mode.
fn modes(shape: &Shape) -> &'static [Mode] {
    let modes = shape.traced_modes();
    if all() {
        modes
    } else {
        &modes[modes.len() - 1..]
    }
}

/// What clippy says new, or no longer says without being on the list of silenced lints.
fn clippy_faults(shape: &Shape) -> Vec<String> {
    if shape.breaks.is_some() {
        return Vec::new();
    }
    let edition = shape.newest_edition();
    let bare = check(shape, edition, Mode::Bare, Tool::Clippy);
    let compare = |mode: &Mode| {
        let traced = check(shape, edition, *mode, Tool::Clippy);
        let differences = traced.differences(&bare, |lint| {
            silenced::is_listed(lint, *mode) || shape.may_lose(lint)
        });
        (!differences.is_empty()).then(|| {
            let (name, text) = (&shape.name, &traced.text);
            format!("{name} (clippy, {edition}, {mode:?}):\n{differences}\n{text}")
        })
    };
    shape.traced_modes().iter().filter_map(compare).collect()
}

/// Runs `work` for every shape, on as many threads as there are cores.
fn in_parallel(shapes: &[Shape], work: impl Fn(&Shape) -> Vec<String> + Sync) -> Vec<String> {
    let next = AtomicUsize::new(0);
    let faults = Mutex::new(Vec::new());
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(shape) = shapes.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let found = work(shape);
                    faults.lock().unwrap().extend(found);
                }
            });
        }
    });
    faults.into_inner().unwrap()
}

fn report(faults: &[String]) {
    assert!(
        faults.is_empty(),
        "{}\n{} faults",
        faults.join("\n----\n"),
        faults.len()
    );
}
