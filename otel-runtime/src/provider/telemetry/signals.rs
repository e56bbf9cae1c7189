//! What a program asks for when it is told to end.

use super::Telemetry;
use crate::{
    Error,
    process::{AfterSignal, watch},
};

impl Telemetry {
    /// On SIGTERM and SIGINT, sends what every telemetry of the process has, at most 5 seconds, and
    /// then lets the signal end the process as it does by default. A second signal meanwhile ends
    /// it at once.
    ///
    /// For programs that do nothing about these signals themselves. One that does, with
    /// `tokio::signal` or another handler, would be ended by this in the middle of what it does
    /// then: it has no need of it, because its spans are sent when it drops the telemetry or exits,
    /// or asks for [`flush_on_signals`](Self::flush_on_signals).
    ///
    /// Asking again changes nothing. A child made by `fork` ignores both signals until its first
    /// span.
    ///
    /// # Errors
    /// When the handlers cannot be registered or their thread cannot be started.
    ///
    /// ```no_run
    /// let telemetry = otel_runtime::init()?;
    /// telemetry.shutdown_on_signals()?;
    /// # Ok::<(), otel_runtime::Error>(())
    /// ```
    pub fn shutdown_on_signals(&self) -> Result<(), Error> {
        watch_signals(AfterSignal::Default)
    }

    /// On SIGTERM and SIGINT, flushes every telemetry of the process, and leaves the rest to the
    /// program's own handler, of which it must have one: what these signals do by default no longer
    /// happens.
    ///
    /// For programs that take their time after a signal and may be killed before they are done. It
    /// composes with `tokio::signal` and `signal-hook`, in any order of registration; a handler
    /// installed by `sigaction` later than this takes its place.
    ///
    /// Asking again changes nothing.
    ///
    /// # Errors
    /// When the handlers cannot be registered or their thread cannot be started.
    pub fn flush_on_signals(&self) -> Result<(), Error> {
        watch_signals(AfterSignal::Program)
    }
}

fn watch_signals(after: AfterSignal) -> Result<(), Error> {
    watch(after).map_err(|error| Error::not_started("the watch for signals", error))
}
