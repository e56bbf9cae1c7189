//! What the services share: how they ask each other, answer and fail.

use std::net::SocketAddr;

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use otel_runtime::{ActiveSpan, traced};
use reqwest::{Client, Request, Url};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// Why a request could not be fulfilled.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// Refused, here or by the service that was asked: its status and reason.
    #[error("{1}")]
    Refused(StatusCode, String),
    #[error("{0} cannot be asked")]
    Unreachable(&'static str, #[source] reqwest::Error),
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

impl Failure {
    pub(crate) fn refused(status: StatusCode, reason: impl Into<String>) -> Self {
        Self::Refused(status, reason.into())
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::Refused(status, _) => *status,
            Self::Unreachable(..) => StatusCode::BAD_GATEWAY,
            Self::Database(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// A failure as it travels.
#[derive(Deserialize, Serialize)]
struct Reason {
    error: String,
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let error = self.to_string();
        (self.status(), Json(Reason { error })).into_response()
    }
}

/// Answers, and says with which status on the server's span.
///
/// A refusal is the client's error and no failure of the server, so only what is the server's own
/// fault is left an `Err` for the span to see.
pub(crate) fn answer<T: Serialize>(
    span: &ActiveSpan,
    result: Result<T, Failure>,
) -> Result<Response, Failure> {
    let status = match &result {
        Ok(_) => StatusCode::OK,
        Err(failure) => failure.status(),
    };
    span.set_attribute("http.response.status_code", i64::from(status.as_u16()));
    match result {
        Ok(body) => Ok(Json(body).into_response()),
        Err(failure) if status.is_server_error() => Err(failure),
        Err(failure) => Ok(failure.into_response()),
    }
}

/// Another service.
#[derive(Clone)]
pub(crate) struct Peer {
    name: &'static str,
    client: Client,
    url: Url,
}

impl Peer {
    pub(crate) fn new(name: &'static str, address: SocketAddr) -> anyhow::Result<Self> {
        Ok(Self {
            name,
            client: Client::new(),
            url: format!("http://{address}").parse()?,
        })
    }

    pub(crate) async fn get<T: DeserializeOwned>(
        &self,
        route: &str,
        path: &str,
    ) -> Result<T, Failure> {
        self.send(route, self.client.get(self.at(path)).build())
            .await
    }

    pub(crate) async fn post<T: DeserializeOwned>(
        &self,
        route: &str,
        body: &impl Serialize,
    ) -> Result<T, Failure> {
        self.send(route, self.client.post(self.at(route)).json(body).build())
            .await
    }

    fn at(&self, path: &str) -> Url {
        let mut url = self.url.clone();
        url.set_path(path);
        url
    }

    async fn send<T: DeserializeOwned>(
        &self,
        route: &str,
        request: Result<Request, reqwest::Error>,
    ) -> Result<T, Failure> {
        let unreachable = |error| Failure::Unreachable(self.name, error);
        let request = request.map_err(unreachable)?;
        let response = call(&self.client, self.name, route, request).await?;
        response.json().await.map_err(unreachable)
    }
}

/// One call of another service: the span that the other side continues.
#[traced(
    kind = client,
    name = format!("{} {route}", request.method()),
    span = span,
    attrs(
        http.request.method = request.method().as_str(),
        url.full = request.url().as_str(),
        server.address = request.url().host_str(),
        server.port = request.url().port(),
    ),
)]
async fn call(
    client: &Client,
    peer: &'static str,
    route: &str,
    mut request: Request,
) -> Result<reqwest::Response, Failure> {
    otel_runtime::inject_http(request.headers_mut());
    let response = client.execute(request).await;
    let response = response.map_err(|error| Failure::Unreachable(peer, error))?;
    let status = response.status();
    span.set_attribute("http.response.status_code", i64::from(status.as_u16()));
    if status.is_success() {
        return Ok(response);
    }
    let reason = match response.json::<Reason>().await {
        Ok(reason) => reason.error,
        Err(_) => format!("{peer} answered {status}"),
    };
    Err(Failure::Refused(status, reason))
}
