//! Faults of the process and of the destination: what was made is sent, or counted.
#![allow(clippy::unwrap_used)]

#[cfg(unix)]
mod address;
mod changes;
mod exits;
#[cfg(unix)]
mod fork;
mod outages;
mod panics;
mod program;
mod runtimes;
#[cfg(unix)]
mod signals;
mod sink;
