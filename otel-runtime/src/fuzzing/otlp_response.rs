use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceResponse;
use prost::Message;

use super::span::is_whole;
use crate::export::otlp::response::{acknowledged, short};

/// Any body is an answer; those that the official decoder takes are read as it reads them.
pub fn otlp_response(data: &[u8]) {
    let answer = acknowledged(data);
    assert!(answer.message.chars().count() <= 203);
    let Ok(response) = ExportTraceServiceResponse::decode(data) else {
        return;
    };
    if !is_whole(data) {
        return;
    }
    let partial = response.partial_success.unwrap_or_default();
    let rejected = usize::try_from(partial.rejected_spans).unwrap_or_default();
    // prost passes over groups in what is within, too.
    if answer.rejected != rejected {
        assert!(data.iter().any(|byte| matches!(byte & 7, 3 | 4)));
        return;
    }
    assert_eq!(answer.message, short(&partial.error_message));
}
