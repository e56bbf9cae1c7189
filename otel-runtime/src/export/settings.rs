//! When a backend seals a batch, and how much it may hold.

use std::time::Duration;

use crate::Error;

/// When a backend sends what it has, and how much it may hold meanwhile.
///
/// ```
/// use std::time::Duration;
/// use otel_runtime::BatchSettings;
///
/// let batch = BatchSettings { delay: Duration::from_secs(1), ..BatchSettings::default() };
/// assert_eq!(batch.max_spans, 512);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BatchSettings {
    /// How long a span may wait for others before its batch is sent; default 5 s. Zero sends at
    /// once what has ended.
    pub delay: Duration,
    /// The most spans in a batch; default 512, at least 1. While it is that or what another preset
    /// has, 128 or 2,048, batches that wait behind a slow destination are sent together, as many as
    /// `max_bytes` allows; any other value is also the most in a request.
    pub max_spans: usize,
    /// The most bytes in a batch, encoded; default 3.5 MiB, as gRPC servers refuse more than
    /// 4 MiB unless told otherwise. A single larger span is sent alone.
    pub max_bytes: usize,
    /// How long one attempt to export a batch may take; default 30 s. An OTLP exporter's own
    /// [timeout](crate::Otlp::timeout) of 10 s is a further bound.
    pub export_timeout: Duration,
    /// How long an OTLP exporter tries a batch again, from its first attempt on; default 300 s. What
    /// is not acknowledged by then is dropped and counted. A shutdown ends it earlier.
    pub max_elapsed_time: Duration,
    /// The most bytes a backend holds, from a span's end to the destination's answer; default
    /// 32 MiB. When full, the newest spans are dropped and counted.
    pub queue_bytes: usize,
    /// The most spans a backend holds, beside `queue_bytes`; default none.
    pub queue_spans: Option<usize>,
}

#[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
impl BatchSettings {
    /// The most spans that one request may carry: nobody has said so of what a preset has.
    pub(crate) fn max_spans_a_request(&self) -> usize {
        let presets = [
            Self::low_throughput(),
            Self::medium_throughput(),
            Self::high_throughput(),
        ];
        if presets.map(|one| one.max_spans).contains(&self.max_spans) {
            usize::MAX
        } else {
            self.max_spans
        }
    }
}

impl BatchSettings {
    /// For a program that makes few spans: batches of 128 spans or 512 KiB at most, after 10 s at
    /// the latest, and a queue of 8 MiB.
    #[must_use]
    pub fn low_throughput() -> Self {
        Self {
            delay: Duration::from_secs(10),
            max_spans: 128,
            max_bytes: 1 << 19,
            queue_bytes: 8 << 20,
            ..Self::medium_throughput()
        }
    }

    /// The default: batches of 512 spans or 3.5 MiB at most, after 5 s at the latest, and a queue
    /// of 32 MiB.
    #[must_use]
    pub fn medium_throughput() -> Self {
        Self {
            delay: Duration::from_secs(5),
            max_spans: 512,
            max_bytes: 7 << 19,
            export_timeout: Duration::from_secs(30),
            max_elapsed_time: Duration::from_secs(300),
            queue_bytes: 32 << 20,
            queue_spans: None,
        }
    }

    /// For a program that makes many thousand spans a second: batches of 2,048 spans or 3.5 MiB at
    /// most, after 2 s at the latest, and a queue of 128 MiB.
    #[must_use]
    pub fn high_throughput() -> Self {
        Self {
            delay: Duration::from_secs(2),
            max_spans: 2_048,
            queue_bytes: 128 << 20,
            ..Self::medium_throughput()
        }
    }
}

/// [`medium_throughput`](BatchSettings::medium_throughput).
impl Default for BatchSettings {
    fn default() -> Self {
        Self::medium_throughput()
    }
}

impl BatchSettings {
    /// Refuses bounds that no span fits in.
    pub(crate) fn check(&self) -> Result<(), Error> {
        for (setting, value) in [
            ("batch max_spans", Some(self.max_spans)),
            ("batch max_bytes", Some(self.max_bytes)),
            ("batch queue_bytes", Some(self.queue_bytes)),
            ("batch queue_spans", self.queue_spans),
        ] {
            if value == Some(0) {
                return Err(Error::invalid(setting, 0, "a number from 1"));
            }
        }
        if self.export_timeout.is_zero() {
            return Err(Error::invalid(
                "batch export_timeout",
                "0 s",
                "more than no time",
            ));
        }
        Ok(())
    }
}

#[cfg(all(test, any(feature = "otlp-grpc", feature = "otlp-http")))]
mod tests {
    use super::*;

    #[test]
    fn only_a_number_of_the_users_own_bounds_a_request() {
        for preset in [
            BatchSettings::low_throughput(),
            BatchSettings::medium_throughput(),
            BatchSettings::high_throughput(),
        ] {
            assert_eq!(preset.max_spans_a_request(), usize::MAX);
        }
        let own = BatchSettings {
            max_spans: 100,
            ..BatchSettings::high_throughput()
        };
        assert_eq!(own.max_spans_a_request(), 100);
    }
}
