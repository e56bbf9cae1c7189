//! What happens to the process: it forks, it is sent a signal, it exits.

mod exit;
mod list;
mod per_process;
#[cfg(unix)]
mod signals;
mod stderr;

pub(crate) use exit::ends_with_a_panic;
pub(crate) use list::List;
pub(crate) use per_process::{Inherit, PerProcess, number};
#[cfg(unix)]
pub(crate) use signals::{AfterSignal, watch, watch_again};
pub(crate) use stderr::Stderr;
