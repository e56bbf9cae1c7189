use super::headers::{extracted, parent_survives};
use crate::Propagator;

/// What is a parent is passed on as the same, and is one of the form of version 00 then.
pub fn traceparent(data: &[u8]) {
    let context = extracted(&Propagator::TraceContext, "traceparent", data);
    let parent = parent_survives(&Propagator::TraceContext, &context);
    assert_eq!(parent.trace_flags().to_u8() & !3, 0);
}
