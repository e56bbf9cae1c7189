use arbitrary::Unstructured;
use tonic::Status;

use super::http_answer::waits_as_long_as_asked;
use crate::export::otlp::grpc::failure;

/// Whatever a gRPC server says in its status, the batch is tried again or settled.
pub fn grpc_status(data: &[u8]) {
    let mut input = Unstructured::new(data);
    let Ok(code) = input.int_in_range(0..=20) else {
        return;
    };
    let message: &str = input.arbitrary().unwrap_or_default();
    let details = input.take_rest().to_vec();
    let status = Status::with_details(code.into(), message, details.into());
    waits_as_long_as_asked(&failure(&status));
}
