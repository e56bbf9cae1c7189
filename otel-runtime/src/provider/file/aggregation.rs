//! The `aggregation` of a view's stream.

use std::ops::RangeInclusive;

use opentelemetry_sdk::metrics::Aggregation;

use super::{
    node::{Scalar, Value},
    report::Report,
    section::{At, Section},
};
use crate::provider::metrics::{MAX_SCALE, MAX_SIZE};

/// The boundaries of the specification, which a histogram has that nobody has given any.
const BOUNDARIES: [f64; 15] = [
    0.0, 5.0, 10.0, 25.0, 50.0, 75.0, 100.0, 250.0, 500.0, 750.0, 1000.0, 2500.0, 5000.0, 7500.0,
    10000.0,
];

/// How many buckets an exponential histogram may have; each takes 8 bytes in each series.
const BUCKETS: RangeInclusive<i64> = 2..=65_536;

pub(super) fn read(at: &At<'_>, report: &mut Report) -> Option<Aggregation> {
    let (name, value) = at.choice("aggregation", report)?;
    let mut section = value.section(report);
    let aggregation = match name {
        "default" => None,
        "drop" => Some(Aggregation::Drop),
        "last_value" => Some(Aggregation::LastValue),
        "sum" => Some(Aggregation::Sum),
        "explicit_bucket_histogram" => Some(explicit(section.as_mut(), report)),
        "base2_exponential_bucket_histogram" => Some(exponential(section.as_mut(), report)),
        _ => {
            let allowed = "default, drop, sum, last_value, explicit_bucket_histogram, \
                           base2_exponential_bucket_histogram";
            let text = format!("{name:?} is no aggregation; allowed: {allowed}");
            at.wrong(report, text);
            return None;
        }
    };
    if let Some(section) = section {
        section.end(report);
    }
    aggregation
}

fn explicit(section: Option<&mut Section<'_>>, report: &mut Report) -> Aggregation {
    let mut boundaries = BOUNDARIES.to_vec();
    let mut record_min_max = true;
    if let Some(section) = section {
        if let Some(at) = section.get("boundaries") {
            boundaries = read_boundaries(&at, report);
        }
        record_min_max = read_min_max(section, report);
    }
    Aggregation::ExplicitBucketHistogram {
        boundaries,
        record_min_max,
    }
}

/// May be empty: a single bucket.
fn read_boundaries(at: &At<'_>, report: &mut Report) -> Vec<f64> {
    if matches!(&at.node.value, Value::List(items) if items.is_empty()) {
        return Vec::new();
    }
    let mut boundaries: Vec<f64> = Vec::new();
    for item in at.list(report) {
        let number = |scalar: &Scalar| scalar.number().filter(|number| number.is_finite());
        let Some(boundary) = item.typed("a number", report, number) else {
            if item.node.value.is_null() {
                item.wrong(report, "nothing stands here; allowed: a number");
            }
            continue;
        };
        if boundaries.last().is_some_and(|last| *last >= *boundary) {
            let text = format!("{} is not above the boundary before it", item.shown());
            item.wrong(report, text);
        }
        boundaries.push(*boundary);
    }
    boundaries
}

fn exponential(section: Option<&mut Section<'_>>, report: &mut Report) -> Aggregation {
    let mut max_size = MAX_SIZE;
    let mut max_scale = MAX_SCALE;
    let mut record_min_max = true;
    if let Some(section) = section {
        let size = section.get("max_size");
        if let Some(size) = size.and_then(|at| at.count(BUCKETS, report)) {
            max_size = *size;
        }
        let scale = |scalar: &Scalar| {
            let scale = scalar.integer().filter(|scale| (-10..=20).contains(scale));
            scale.and_then(|scale| i8::try_from(scale).ok())
        };
        let at = section.get("max_scale");
        if let Some(scale) =
            at.and_then(|at| at.typed("a whole number from -10 to 20", report, scale))
        {
            max_scale = *scale;
        }
        record_min_max = read_min_max(section, report);
    }
    Aggregation::Base2ExponentialHistogram {
        max_size,
        max_scale,
        record_min_max,
    }
}

fn read_min_max(section: &mut Section<'_>, report: &mut Report) -> bool {
    let at = section.get("record_min_max");
    let record = at.and_then(|at| at.boolean(report));
    record.is_none_or(|record| record.value)
}
