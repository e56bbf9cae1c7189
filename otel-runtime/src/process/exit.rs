//! The end of the process: what is queued is sent, in bounded time.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    time::Duration,
};

use crate::provider::end_all;

/// How long the end of the process waits for all telemetries together.
const TIMEOUT: Duration = Duration::from_secs(5);

dtor::declarative::dtor! {
    /// Runs when `main` has returned and at `std::process::exit`. Other threads still run then; the
    /// exiting thread's own state has gone, and its ring is drained like any other.
    #[dtor(unsafe)]
    fn at_exit() {
        end_telemetries();
    }
}

/// Sends what every telemetry of the process has, and ends them.
fn end_telemetries() {
    // A panic has nowhere to go from here.
    let _ = catch_unwind(AssertUnwindSafe(|| end_all(TIMEOUT)));
}

/// Called by the panic hook. Where a panic unwinds, the program may go on, or comes to its exit;
/// where it aborts, this is the last that runs.
pub(crate) fn ends_with_a_panic() {
    if cfg!(panic = "abort") {
        end_telemetries();
    }
}
