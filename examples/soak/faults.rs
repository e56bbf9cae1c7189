//! What goes wrong, and when: drawn from the seed, so that both processes know it.

use std::time::Duration;

use rand::{Rng, SeedableRng, rngs::StdRng, seq::SliceRandom};

/// What a receiver does for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Nothing listens; connections that are open are reset.
    Refuse,
    /// Connections are reset as soon as they are open.
    Reset,
    /// Requests are taken, and the connection is reset instead of an answer.
    Cut,
    /// Requests get no answer.
    Hang,
    /// Answers take up to 800 ms.
    Slow,
    /// UNAVAILABLE, or HTTP 503.
    Unavailable,
    /// RESOURCE_EXHAUSTED with a RetryInfo of one second, or HTTP 429 with a Retry-After.
    Throttle,
    /// Every third span is rejected in a partial success.
    Partial,
    /// INVALID_ARGUMENT, or HTTP 400.
    Reject,
    /// Requests of more than [`LIMIT`] bytes are too large.
    Limit,
}

/// What a receiver takes at most while it limits sizes: less than the largest spans.
pub(crate) const LIMIT: usize = 32 << 10;

/// What a fault does to the spans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Group {
    /// They wait, because nobody is there.
    Gone,
    /// They wait, because the receiver is busy.
    Busy,
    /// They are lost, and have to be counted.
    Refusing,
}

impl Fault {
    const ALL: [Self; 10] = [
        Self::Refuse,
        Self::Reset,
        Self::Cut,
        Self::Hang,
        Self::Slow,
        Self::Unavailable,
        Self::Throttle,
        Self::Partial,
        Self::Reject,
        Self::Limit,
    ];

    pub(crate) fn group(self) -> Group {
        match self {
            Self::Refuse | Self::Reset | Self::Cut | Self::Hang => Group::Gone,
            Self::Slow | Self::Unavailable | Self::Throttle => Group::Busy,
            Self::Partial | Self::Reject | Self::Limit => Group::Refusing,
        }
    }
}

/// A fault, and its time since the start.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Window {
    pub(crate) fault: Fault,
    pub(crate) start: Duration,
    pub(crate) end: Duration,
}

/// The faults of one receiver: each kind once before any comes again, for 1 to 6 s, one in ten for six
/// times as long, and 1 to 6 s between them.
pub(crate) fn windows(seed: u64, backend: usize, seconds: u64) -> Vec<Window> {
    let mut chance = StdRng::seed_from_u64(seed.wrapping_mul(31).wrapping_add(backend as u64));
    let mut windows = Vec::new();
    let mut faults = Vec::new();
    let mut now = Duration::ZERO;
    let all = Duration::from_secs(seconds);
    let some_time = |chance: &mut StdRng| Duration::from_millis(chance.random_range(1_000..6_000));
    loop {
        if faults.is_empty() {
            faults.extend(Fault::ALL);
            faults.shuffle(&mut chance);
        }
        let start = now + some_time(&mut chance);
        let times = if chance.random_ratio(1, 10) { 6 } else { 1 };
        let end = start + times * some_time(&mut chance);
        now = end;
        if start >= all {
            return windows;
        }
        let end = end.min(all);
        windows.extend(faults.pop().map(|fault| Window { fault, start, end }));
    }
}
