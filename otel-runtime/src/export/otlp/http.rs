//! OTLP over HTTP, as protobuf or as JSON.

use std::{
    io,
    time::{Duration, SystemTime},
};

use bytes::Bytes;
use http::{
    HeaderMap, HeaderValue, Request, StatusCode, Uri,
    header::{CONTENT_ENCODING, CONTENT_TYPE, RETRY_AFTER, USER_AGENT},
};
use http_body_util::{BodyExt, Full, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::{TokioExecutor, TokioTimer},
};

#[cfg(feature = "json")]
use super::json;
use super::{
    batch::SealedBatch,
    compress::{compressed, encoding},
    https::client_config,
    response::{Acknowledged, Failure, acknowledged, chain, short},
    settings::Checked,
};
use crate::{
    Error,
    export::{Compression, Protocol, Signal},
};

const PROTOBUF: &str = "application/x-protobuf";
const JSON: &str = "application/json";

/// The most that is read of an answer.
const MAX_ANSWER: usize = 1 << 20;

/// An HTTP client of one receiver.
pub(crate) struct Http {
    client: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
    uri: Uri,
    headers: HeaderMap,
    signal: Signal,
    #[cfg(feature = "json")]
    json: bool,
    compression: Compression,
}

impl Http {
    pub(super) fn new(settings: &Checked) -> Result<Self, Error> {
        let uri = settings.endpoint.clone();
        let mut connector = HttpConnector::new();
        connector.enforce_http(false);
        connector.set_nodelay(true);
        connector.set_connect_timeout(Some(settings.timeout));
        settings.keep_alive.of_http(&mut connector);
        let connector = HttpsConnectorBuilder::new()
            .with_tls_config(client_config(&settings.tls)?)
            .https_or_http()
            .enable_http1()
            .wrap_connector(connector);
        let client = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(Duration::from_secs(30))
            .build(connector);

        let mut headers = settings.headers.clone();
        let media_type = match settings.protocol {
            Protocol::HttpJson => JSON,
            _ => PROTOBUF,
        };
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
        headers
            .entry(USER_AGENT)
            .or_insert(HeaderValue::from_static(super::USER_AGENT));
        if let Some(encoding) = encoding(settings.compression) {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        Ok(Self {
            client,
            uri,
            headers,
            signal: settings.signal,
            #[cfg(feature = "json")]
            json: settings.protocol == Protocol::HttpJson,
            compression: settings.compression,
        })
    }

    pub(super) async fn send(&mut self, batch: &SealedBatch) -> Result<Acknowledged, Failure> {
        let refused = |error: &dyn std::fmt::Display| Failure::Refused(error.to_string());
        let body = self.body(batch).map_err(|error| refused(&error))?;
        let mut request = Request::post(self.uri.clone())
            .body(Full::new(body))
            .map_err(|error| refused(&error))?;
        *request.headers_mut() = self.headers.clone();
        let response = self.client.request(request).await;
        let response = response.map_err(|error| Failure::Unanswered(chain(&error)))?;
        let (head, body) = response.into_parts();
        let body = Limited::new(body, MAX_ANSWER).collect().await;
        if head.status.is_success() {
            // The status has said that the batch is taken; a torn body only hides a rejected count.
            let body = body.map(|body| body.to_bytes()).unwrap_or_default();
            return success(self.signal, head.status, &head.headers, &body);
        }
        let body = body.map(|body| body.to_bytes()).unwrap_or_default();
        Err(failure(head.status, &head.headers, &body))
    }

    fn body(&self, batch: &SealedBatch) -> io::Result<Bytes> {
        #[cfg(feature = "json")]
        if self.json {
            return Ok(match self.compression {
                Compression::None => json::body(self.signal, batch)?.into(),
                compression => {
                    compressed([json::body(self.signal, batch)?.as_slice()], compression)?
                }
            });
        }
        compressed(batch.pieces(), self.compression)
    }
}

fn is_encoded_as(encoding: &str, headers: &HeaderMap) -> bool {
    let content_type = headers.get(CONTENT_TYPE).map(HeaderValue::as_bytes);
    let media_type = content_type.and_then(|text| text.split(|byte| *byte == b';').next());
    media_type.is_some_and(|name| name.trim_ascii().eq_ignore_ascii_case(encoding.as_bytes()))
}

/// Reads the answer in the encoding that it names.
fn success(
    signal: Signal,
    status: StatusCode,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Acknowledged, Failure> {
    // Some web servers have a page for every address, and take whatever is sent there for a visit.
    if is_encoded_as("text/html", headers) {
        return Err(Failure::Refused(format!(
            "HTTP {status} with a page of HTML: there is a web server, but none that takes {}",
            signal.name()
        )));
    }
    #[cfg(feature = "json")]
    if is_encoded_as(JSON, headers) {
        return Ok(json::acknowledged(body));
    }
    Ok(acknowledged(body))
}

/// Which statuses may be tried again: those that OTLP names.
pub(crate) fn failure(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Failure {
    let text = if is_encoded_as(PROTOBUF, headers) {
        status_message(body)
    } else {
        body
    };
    let text = String::from_utf8_lossy(text);
    #[cfg(feature = "json")]
    let text = match is_encoded_as(JSON, headers) {
        true => json::status_message(body).map_or(text, Into::into),
        false => text,
    };
    let text = short(&text);
    let message = format!("HTTP {status} {text}").trim_end().to_owned();
    match status.as_u16() {
        429 | 502 | 503 | 504 => Failure::Temporary {
            message,
            retry_after: headers.get(RETRY_AFTER).and_then(retry_after),
        },
        413 => Failure::TooLarge(message),
        _ => Failure::Refused(format!("the receiver refused them: {message}")),
    }
}

/// `Retry-After`: a number of seconds, or a date.
fn retry_after(value: &HeaderValue) -> Option<Duration> {
    let text = value.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = httpdate::parse_http_date(text).ok()?;
    Some(date.duration_since(SystemTime::now()).unwrap_or_default())
}

/// The message of a `google.rpc.Status`.
fn status_message(body: &[u8]) -> &[u8] {
    use crate::record::proto::Fields;
    const MESSAGE: u64 = 0x12;
    let messages = Fields::new(body).delimited(MESSAGE);
    messages.last().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn answer(status: u16, retry_after: Option<&str>) -> Failure {
        let mut headers = HeaderMap::new();
        if let Some(value) = retry_after {
            headers.insert(RETRY_AFTER, value.parse().unwrap());
        }
        failure(StatusCode::from_u16(status).unwrap(), &headers, b"")
    }

    fn asked(retry_after: &str) -> Option<Duration> {
        match answer(503, Some(retry_after)) {
            Failure::Temporary { retry_after, .. } => retry_after,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn statuses_are_told_apart_as_otlp_does() {
        for status in [429, 502, 503, 504] {
            assert!(matches!(answer(status, None), Failure::Temporary { .. }));
        }
        for status in [400, 401, 403, 404, 408, 500, 501] {
            assert!(matches!(answer(status, None), Failure::Refused(_)));
        }
        assert!(matches!(answer(413, None), Failure::TooLarge(_)));
    }

    #[test]
    fn a_page_is_no_acknowledgement() {
        let answer = |kind: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(CONTENT_TYPE, kind.parse().unwrap());
            success(Signal::Traces, StatusCode::OK, &headers, b"")
        };
        let page = answer("text/html; charset=utf-8").unwrap_err();
        assert!(matches!(page, Failure::Refused(why) if why.contains("web server")));
        for kind in ["application/x-protobuf", "application/json", "text/plain"] {
            assert_eq!(answer(kind), Ok(Acknowledged::default()));
        }
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        assert_eq!(asked("7"), Some(Duration::from_secs(7)));
        assert_eq!(asked("soon"), None);
        let date = SystemTime::now() + Duration::from_secs(60);
        let wait = asked(&httpdate::fmt_http_date(date)).unwrap();
        assert!((50..=60).contains(&wait.as_secs()), "{wait:?}");
        assert_eq!(asked("Sun, 06 Nov 1994 08:49:37 GMT"), Some(Duration::ZERO));
    }
}
