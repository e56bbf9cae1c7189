//! Faults of the process and of the destination: what was made is sent, or counted.
#![allow(clippy::unwrap_used)]

mod changes;
mod exits;
#[cfg(unix)]
mod fork;
mod outages;
mod pair;
mod panics;
mod program;
mod refusals;
mod rows;
mod runtimes;
mod several;
#[cfg(unix)]
mod signals;
