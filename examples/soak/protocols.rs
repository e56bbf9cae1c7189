//! What a receiver says, in gRPC and in HTTP.

use std::{io::Read, sync::Arc, time::Duration};

use axum::{
    Extension, Router,
    body::Bytes,
    extract::{DefaultBodyLimit, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response as HttpResponse},
    routing::post,
};
use flate2::read::GzDecoder;
use opentelemetry_proto::tonic::collector::trace::v1::{
    ExportTracePartialSuccess, ExportTraceServiceRequest, ExportTraceServiceResponse,
    trace_service_server::{TraceService, TraceServiceServer},
};
use prost::Message;
use tonic::{Request, Response, Status, service::Routes};

use crate::{
    connections::Cut,
    receiver::{Answer, Receiver},
};

/// Both protocols, at one address.
pub(crate) fn router(receiver: Arc<Receiver>) -> Router {
    let http = Router::new()
        .route("/v1/traces", post(over_http))
        .layer(DefaultBodyLimit::disable())
        .with_state(receiver.clone());
    Routes::new(TraceServiceServer::new(Grpc(receiver)))
        .into_axum_router()
        .merge(http)
}

struct Grpc(Arc<Receiver>);

#[tonic::async_trait]
impl TraceService for Grpc {
    async fn export(
        &self,
        request: Request<ExportTraceServiceRequest>,
    ) -> Result<Response<ExportTraceServiceResponse>, Status> {
        let cut = request.extensions().get::<Cut>().cloned();
        let request = request.into_inner();
        let bytes = request.encoded_len();
        match self
            .0
            .answer(&request, bytes, &cut.unwrap_or_default())
            .await
        {
            Answer::Taken { rejected } => Ok(Response::new(taken(rejected))),
            Answer::Rejected => Err(Status::invalid_argument("not these")),
            Answer::TooLarge => Err(Status::resource_exhausted(format!(
                "grpc: received message larger than max ({bytes} vs. less)"
            ))),
            Answer::Unavailable => Err(Status::unavailable("later")),
            Answer::Throttled => Err(otlp_sink::throttled(Duration::from_secs(1))),
        }
    }
}

async fn over_http(
    State(receiver): State<Arc<Receiver>>,
    Extension(cut): Extension<Cut>,
    headers: HeaderMap,
    mut body: Bytes,
) -> HttpResponse {
    if headers.contains_key(header::CONTENT_ENCODING) {
        let mut unpacked = Vec::new();
        if GzDecoder::new(&*body).read_to_end(&mut unpacked).is_err() {
            return StatusCode::BAD_REQUEST.into_response();
        }
        body = unpacked.into();
    }
    let Ok(request) = ExportTraceServiceRequest::decode(&*body) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    match receiver.answer(&request, body.len(), &cut).await {
        Answer::Taken { rejected } => taken(rejected).encode_to_vec().into_response(),
        Answer::Rejected => (StatusCode::BAD_REQUEST, "not these").into_response(),
        Answer::TooLarge => StatusCode::PAYLOAD_TOO_LARGE.into_response(),
        Answer::Unavailable => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        Answer::Throttled => {
            let later = [(header::RETRY_AFTER, "1")];
            (StatusCode::TOO_MANY_REQUESTS, later).into_response()
        }
    }
}

fn taken(rejected: u64) -> ExportTraceServiceResponse {
    let partial_success = (rejected > 0).then(|| ExportTracePartialSuccess {
        rejected_spans: rejected.cast_signed(),
        error_message: "too old".to_owned(),
    });
    ExportTraceServiceResponse { partial_success }
}
