//! Faults of the process and of the destination: what was made is sent, or counted.
#![allow(clippy::unwrap_used)]

mod exits;
#[cfg(unix)]
mod fork;
mod program;
mod runtimes;
#[cfg(unix)]
mod signals;
mod sink;
