//! Which traces are kept when their end is known.

use std::{fmt, time::Duration};

/// Decides about a trace when it has ended here: one that failed or was slow is kept whole, and of
/// the others those that the sampler has chosen at the start.
///
/// With it every local trace is recorded and pays the price of a sampled one; its spans wait on the
/// collector thread until the local root has ended, the span that has no parent in this process. A
/// trace is kept
///
/// - when any of its spans has the status Error,
/// - when its local root took longer than a [threshold](Self::slower_than), or than
///   [most](Self::slower_than_p99) calls of the same name,
/// - or when the sampler, which is the base rate, had kept it.
///
/// What goes out to other services is the sampler's decision, for it goes out before the end is
/// known. So a trace that is kept for an error may be whole in this process only: with a sampler that
/// drops it, the services that were called have not recorded it, unless they decide for
/// themselves.
///
/// A trace that failed or was slow was kept for certain and stands for itself alone: its spans are
/// exported with `ot=th:0` where the trace state has the sampler's threshold, so that failures which
/// are scaled by it are not told too high. Headers that went out before have the sampler's.
///
/// Spans that end after their local root follow the decision. One that carries its parent in from a
/// task of another library's, so that its local root is not known, goes with whichever local root of
/// its trace is decided next.
///
/// What waits is bounded in [bytes](Self::hold_bytes) and [time](Self::hold_for): beyond that the
/// oldest trace is decided by what is known of it then. What was dropped is in
/// [`TelemetryLedger::tail_dropped`](crate::TelemetryLedger), what waits in `tail_held`.
///
/// ```
/// use std::time::Duration;
/// use otel_runtime::{Sampler, TailSampling, Telemetry};
///
/// let telemetry = Telemetry::builder()
///     .without_environment()
///     .sampler(Sampler::parent_based(Sampler::ratio(0.01)?))
///     .tail_sampling(TailSampling::default().slower_than(Duration::from_secs(2)))
///     .build()?;
/// # Ok::<(), otel_runtime::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "it does nothing until it is given to a builder"]
pub struct TailSampling {
    pub(super) slower_than: Option<Duration>,
    pub(super) slower_than_p99: bool,
    pub(super) hold_bytes: usize,
    pub(super) hold_for: Duration,
}

impl Default for TailSampling {
    /// Keeps traces that failed; holds at most 32 MiB, and a trace for at most 60 seconds.
    fn default() -> Self {
        Self {
            slower_than: None,
            slower_than_p99: false,
            hold_bytes: 32 * 1024 * 1024,
            hold_for: Duration::from_secs(60),
        }
    }
}

impl TailSampling {
    /// Keeps traces whose local root took longer than this; default none for that reason.
    pub fn slower_than(mut self, threshold: Duration) -> Self {
        self.slower_than = Some(threshold);
        self
    }

    /// Keeps traces whose local root was among the slowest hundredth of the latest ones of its name.
    ///
    /// The latest are some thousands, the older of them counting less; nothing is slow before a
    /// hundred were seen. At most 1,000 names are known apart; of others nothing is slow.
    pub fn slower_than_p99(mut self) -> Self {
        self.slower_than_p99 = true;
        self
    }

    /// How many bytes of spans may wait for their decision; default 32 MiB.
    pub fn hold_bytes(mut self, bytes: usize) -> Self {
        self.hold_bytes = bytes;
        self
    }

    /// How long a trace waits at most, from the end of its first span on; default 60 seconds.
    pub fn hold_for(mut self, time: Duration) -> Self {
        self.hold_for = time;
        self
    }
}

/// As the line at the start has it: `tail: failed, slower than 2s, p99`.
impl fmt::Display for TailSampling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("tail: failed")?;
        if let Some(threshold) = self.slower_than {
            write!(f, ", slower than {threshold:?}")?;
        }
        if self.slower_than_p99 {
            f.write_str(", slower than p99")?;
        }
        Ok(())
    }
}
