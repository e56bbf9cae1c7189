//! The destination over HTTP, as protobuf.

use std::sync::Arc;

use axum::{
    body::Bytes,
    extract::State,
    http::{
        StatusCode,
        header::{CONTENT_TYPE, RETRY_AFTER},
    },
    response::{IntoResponse, Response},
};
use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceRequest;
use prost::Message;

use crate::{
    answer::{BrokenOff, Refusal},
    receiver::{Receiver, Taken},
};

pub(crate) async fn export(State(receiver): State<Arc<Receiver>>, body: Bytes) -> Response {
    let Ok(request) = ExportTraceServiceRequest::decode(body) else {
        return (StatusCode::BAD_REQUEST, "not OTLP as protobuf").into_response();
    };
    match receiver.receive(request).await {
        Ok(taken) => success(&taken),
        Err(refusal) => failure(&refusal),
    }
}

fn success(taken: &Taken) -> Response {
    let kind = [(CONTENT_TYPE, "application/x-protobuf")];
    let mut response = (kind, taken.response.encode_to_vec()).into_response();
    if taken.broken_off {
        response.extensions_mut().insert(BrokenOff);
    }
    response
}

pub(crate) fn failure(refusal: &Refusal) -> Response {
    match refusal {
        Refusal::Unavailable => (StatusCode::SERVICE_UNAVAILABLE, "later").into_response(),
        Refusal::Refused => (StatusCode::BAD_REQUEST, "no more").into_response(),
        Refusal::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE.into_response(),
        Refusal::Throttled(delay) => {
            let seconds = delay.as_secs().max(1).to_string();
            let after = [(RETRY_AFTER, seconds)];
            (StatusCode::TOO_MANY_REQUESTS, after, "busy").into_response()
        }
    }
}
