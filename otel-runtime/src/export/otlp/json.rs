//! OTLP as JSON, over HTTP: requests made of the bytes that batches are, and the answers to them.

use std::io;

use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceRequest;
use prost::Message;
use serde_json::Value;

use super::{
    batch::SealedBatch,
    response::{Acknowledged, short},
};
use crate::export::{Signal, json};

/// The batch as the JSON of the request that it is.
pub(super) fn body(signal: Signal, batch: &SealedBatch) -> io::Result<Vec<u8>> {
    // A piece may end within a message, so they are read as one.
    let bytes = batch.pieces().collect::<Vec<_>>().concat();
    match signal {
        Signal::Traces => json::request(ExportTraceServiceRequest::decode(bytes.as_slice())?),
        #[cfg(feature = "metrics")]
        Signal::Metrics => json::metrics_request(Message::decode(bytes.as_slice())?),
    }
}

/// Reads the body of an `ExportTraceServiceResponse`. What is no such message counts as full
/// success, as the status said so.
pub(super) fn acknowledged(body: &[u8]) -> Acknowledged {
    let answer: Value = serde_json::from_slice(body).unwrap_or_default();
    let partial = &answer["partialSuccess"];
    let rejected = match &partial["rejectedSpans"] {
        Value::Null => &partial["rejectedDataPoints"],
        spans => spans,
    };
    // 64-bit integers are strings in this encoding, but not everybody writes them so.
    let number = rejected.as_str().map(str::parse).and_then(Result::ok);
    let message = partial["errorMessage"].as_str().unwrap_or_default();
    Acknowledged {
        rejected: number.or(rejected.as_u64()).unwrap_or_default() as usize,
        message: short(message),
    }
}

/// The message of a `google.rpc.Status`.
pub(super) fn status_message(body: &[u8]) -> Option<String> {
    let status: Value = serde_json::from_slice(body).ok()?;
    Some(status["message"].as_str()?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_partial_success_is_read_and_nonsense_is_not() {
        for body in [
            r#"{"partialSuccess":{"rejectedSpans":"7","errorMessage":"full"}}"#,
            r#"{"partialSuccess":{"rejectedSpans":7,"errorMessage":"full"},"more":[]}"#,
        ] {
            let expected = Acknowledged {
                rejected: 7,
                message: "full".to_owned(),
            };
            assert_eq!(acknowledged(body.as_bytes()), expected);
        }
        for body in [
            "",
            "{}",
            "<html>",
            "[1]",
            r#"{"partialSuccess":null}"#,
            r#"{"partialSuccess":{"rejectedSpans":"-1"}}"#,
        ] {
            assert_eq!(acknowledged(body.as_bytes()), Acknowledged::default());
        }
    }

    #[test]
    fn a_status_has_a_message_or_none() {
        let message = |body: &str| status_message(body.as_bytes());
        let text = r#"{"code":3,"message":"no such tenant"}"#;
        assert_eq!(message(text).as_deref(), Some("no such tenant"));
        assert_eq!(message(r#"{"code":3}"#), None);
        assert_eq!(message("no such tenant"), None);
    }
}
