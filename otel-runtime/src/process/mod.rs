//! What happens to the process: it forks, it is sent a signal, it exits.

mod exit;
mod list;
mod per_process;
#[cfg(unix)]
mod signals;
mod standard;

pub(crate) use exit::ends_with_a_panic;
pub(crate) use list::List;
pub(crate) use per_process::{Inherit, PerProcess, number};
#[cfg(unix)]
pub(crate) use signals::{AfterSignal, watch, watch_again};
pub(crate) use standard::Stderr;
#[cfg(feature = "json")]
pub(crate) use standard::write_stdout;
