//! Samplers written against the SDK's `ShouldSample`.

use std::panic::{AssertUnwindSafe, catch_unwind};

use opentelemetry::{Context, trace::TraceContextExt};
use opentelemetry_sdk::trace::{SamplingDecision, ShouldSample};

use super::{Decision, SamplingQuestion};

pub(super) fn decide(sampler: &dyn ShouldSample, question: &SamplingQuestion<'_>) -> Decision {
    // The trait asks for a context; from the current one it has the baggage too.
    let context = question
        .parent
        .map(|parent| Context::current().with_remote_span_context(parent.clone()));
    let result = catch_unwind(AssertUnwindSafe(|| {
        sampler.should_sample(
            context.as_ref(),
            question.trace_id,
            question.name,
            &question.kind,
            question.attributes,
            question.links,
        )
    }));
    // A span too many is better than a trace with a hole.
    let Ok(result) = result else {
        return Decision::keep();
    };
    match result.decision {
        SamplingDecision::RecordAndSample => Decision::RecordAndSample {
            attributes: result.attributes,
            trace_state: match question.parent {
                Some(parent) if *parent.trace_state() == result.trace_state => None,
                None if result.trace_state.header().is_empty() => None,
                _ => Some(result.trace_state),
            },
        },
        // Recorded and not exported would be recorded for nobody.
        SamplingDecision::RecordOnly | SamplingDecision::Drop => Decision::Drop,
    }
}
