//! Recorded spans by what decided about them and where they came from.
//!
//! Counted when they end, so that there is no `otel.sdk.span.live`: a count per thread at their
//! start took 23 instructions of a child span, and would still have to be paid by those that are not
//! sampled.

use std::sync::atomic::{AtomicU64, Ordering};

use opentelemetry::{
    KeyValue,
    trace::{SpanId, TraceFlags},
};

use crate::record::{Header, Marks};

/// How often each origin and each decision came together: told by the headers of ended spans, so
/// that no span pays for it.
#[derive(Debug, Default)]
pub(crate) struct Started([[AtomicU64; ORIGINS.len()]; RESULTS.len()]);

const RESULTS: [&str; 2] = ["RECORD_ONLY", "RECORD_AND_SAMPLE"];
const ORIGINS: [&str; 3] = ["none", "local", "remote"];

impl Started {
    pub(crate) fn count(&self, header: &Header) {
        let sampled = TraceFlags::new(header.trace_flags).is_sampled();
        let origin = if header.marks.has(Marks::PARENT_REMOTE) {
            2
        } else {
            usize::from(header.parent_id != SpanId::INVALID)
        };
        // The collector thread alone counts.
        self.0[usize::from(sampled)][origin].fetch_add(1, Ordering::Relaxed);
    }

    /// The counts that are not zero, with their attributes.
    pub(crate) fn each(&self, tell: &mut dyn FnMut(u64, &[KeyValue])) {
        for (result, counts) in RESULTS.iter().zip(&self.0) {
            for (origin, count) in ORIGINS.iter().zip(counts) {
                let count = count.load(Ordering::Relaxed);
                if count > 0 {
                    let result = KeyValue::new("otel.span.sampling_result", *result);
                    let origin = KeyValue::new("otel.span.parent.origin", *origin);
                    tell(count, &[result, origin]);
                }
            }
        }
    }
}
