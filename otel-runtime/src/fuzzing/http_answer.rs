use arbitrary::Unstructured;
use http::{
    HeaderMap, HeaderValue, StatusCode,
    header::{CONTENT_TYPE, RETRY_AFTER},
};

use crate::export::otlp::{http::failure, response::Failure, retry::{LONGEST_ASKED, Retry}};

/// Whatever an HTTP server answers that is no success, the batch is tried again or settled.
pub fn http_answer(data: &[u8]) {
    let mut input = Unstructured::new(data);
    let statuses = [408, 413, 429, 500, 502, 503, 504];
    let Ok(status) = input.choose(&statuses) else {
        return;
    };
    let mut headers = HeaderMap::new();
    if input.arbitrary().unwrap_or_default() {
        let protobuf = HeaderValue::from_static("application/x-protobuf");
        headers.insert(CONTENT_TYPE, protobuf);
    }
    if let Ok(Ok(value)) = input.arbitrary::<&[u8]>().map(HeaderValue::from_bytes) {
        headers.insert(RETRY_AFTER, value);
    }
    let status = StatusCode::from_u16(*status).unwrap();
    waits_as_long_as_asked(&failure(status, &headers, input.take_rest()));
}

pub(super) fn waits_as_long_as_asked(failure: &Failure) {
    if let Failure::Temporary { retry_after, .. } = failure {
        let pause = Retry::new().failed(*retry_after);
        assert!(retry_after.is_none_or(|asked| asked.min(LONGEST_ASKED) <= pause));
        assert!(pause <= LONGEST_ASKED * 2);
    }
}
