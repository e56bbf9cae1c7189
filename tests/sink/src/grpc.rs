//! The destination over gRPC.

use std::{sync::Arc, time::Duration};

use opentelemetry_proto::tonic::collector::trace::v1::{
    ExportTraceServiceRequest, ExportTraceServiceResponse,
    trace_service_server::{TraceService, TraceServiceServer},
};
use prost::Message;
use tonic::{Code, Request, Response, Status};

use crate::{
    answer::{BrokenOff, Refusal},
    receiver::{Receiver, Taken},
};

pub(crate) struct Grpc(Arc<Receiver>);

pub(crate) fn service(receiver: Arc<Receiver>) -> TraceServiceServer<Grpc> {
    TraceServiceServer::new(Grpc(receiver))
}

#[tonic::async_trait]
impl TraceService for Grpc {
    async fn export(
        &self,
        request: Request<ExportTraceServiceRequest>,
    ) -> Result<Response<ExportTraceServiceResponse>, Status> {
        let Taken {
            response,
            broken_off,
        } = self.0.receive(request.into_inner()).await.map_err(status)?;
        let mut response = Response::new(response);
        if broken_off {
            response.extensions_mut().insert(BrokenOff);
        }
        Ok(response)
    }
}

pub(crate) fn status(refusal: Refusal) -> Status {
    match refusal {
        Refusal::Unavailable => Status::unavailable("later"),
        Refusal::Refused => Status::resource_exhausted("no more"),
        // The words of grpc-go.
        Refusal::TooLarge { bytes, limit } => Status::resource_exhausted(format!(
            "grpc: received message larger than max ({bytes} vs. {limit})"
        )),
        Refusal::Throttled(delay) => throttled(delay),
    }
}

/// `RESOURCE_EXHAUSTED` with a `google.rpc.RetryInfo` in its details: to be tried again after so long.
///
/// # Panics
/// When the delay is longer than a `google.protobuf.Duration`.
#[must_use]
pub fn throttled(delay: Duration) -> Status {
    let details = RpcStatus::throttled(delay).encode_to_vec();
    Status::with_details(Code::ResourceExhausted, "busy", details.into())
}

/// `google.rpc.Status`, as far as it is needed here.
#[derive(Clone, PartialEq, Message)]
struct RpcStatus {
    #[prost(message, repeated, tag = "3")]
    details: Vec<Any>,
}

/// `google.protobuf.Any`.
#[derive(Clone, PartialEq, Message)]
struct Any {
    #[prost(string, tag = "1")]
    type_url: String,
    #[prost(bytes = "vec", tag = "2")]
    value: Vec<u8>,
}

/// `google.rpc.RetryInfo`.
#[derive(Clone, PartialEq, Message)]
struct RetryInfo {
    #[prost(message, optional, tag = "1")]
    retry_delay: Option<Delay>,
}

/// `google.protobuf.Duration`.
#[derive(Clone, PartialEq, Message)]
struct Delay {
    #[prost(int64, tag = "1")]
    seconds: i64,
    #[prost(int32, tag = "2")]
    nanos: i32,
}

impl RpcStatus {
    fn throttled(delay: Duration) -> Self {
        let delay = Delay {
            seconds: delay.as_secs().try_into().unwrap(),
            nanos: delay.subsec_nanos().try_into().unwrap(),
        };
        let info = RetryInfo {
            retry_delay: Some(delay),
        };
        Self {
            details: vec![Any {
                type_url: "type.googleapis.com/google.rpc.RetryInfo".to_owned(),
                value: info.encode_to_vec(),
            }],
        }
    }
}
