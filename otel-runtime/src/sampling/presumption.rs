//! What is said once of trace ids that are taken for random.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use crate::diagnostics;

/// Whether it was said.
static TOLD: AtomicBool = AtomicBool::new(false);

/// Says, once in the life of the process, that a sampler has taken a caller's trace id for random
/// without being told that it is (the specification's "Compatibility warnings" for samplers by
/// chance).
///
/// On a thread of its own, because a span is about to begin, and stderr may block.
#[cold]
pub(super) fn tell() {
    if TOLD.load(Ordering::Relaxed) || TOLD.swap(true, Ordering::Relaxed) {
        return;
    }
    let told = || {
        diagnostics::warn(
            "the sampler takes trace ids of callers for random, and theirs do not say that they \
             are: a traceparent of W3C Trace Context Level 2 has the random flag, and a tracestate \
             can name a randomness (ot=rv:)",
        );
    };
    // Without a thread to be had, there is worse to tell.
    let _ = thread::Builder::new()
        .name("otel-warning".to_owned())
        .spawn(told);
}
