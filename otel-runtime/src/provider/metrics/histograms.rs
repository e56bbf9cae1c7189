//! What the specification has by default of exponential histograms.

use opentelemetry_sdk::metrics::Aggregation;

/// The most buckets on either side of zero.
pub(crate) const MAX_SIZE: u32 = 160;
/// The finest scale.
pub(crate) const MAX_SCALE: i8 = 20;

/// Histograms with all defaults.
pub(super) fn exponential() -> Aggregation {
    Aggregation::Base2ExponentialHistogram {
        max_size: MAX_SIZE,
        max_scale: MAX_SCALE,
        record_min_max: true,
    }
}
