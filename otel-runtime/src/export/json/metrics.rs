//! An `ExportMetricsServiceRequest` as JSON.

use std::io;

use opentelemetry_proto::tonic::collector::metrics::v1::ExportMetricsServiceRequest;

use super::text;

/// The request as one line of JSON without its end.
pub(in crate::export) fn metrics_request(
    request: ExportMetricsServiceRequest,
) -> io::Result<Vec<u8>> {
    let mut line = Vec::new();
    text::append(&mut line, &request)?;
    Ok(line)
}
