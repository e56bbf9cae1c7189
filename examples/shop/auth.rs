//! Authentication: finds out whose token it is.

use axum::{
    Json, Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
    routing::post,
};
use otel_runtime::traced;
use serde::{Deserialize, Serialize};

use crate::{
    http::{Failure, Peer, answer},
    users::User,
};

#[derive(Deserialize, Serialize)]
pub(crate) struct Session {
    pub(crate) token: String,
}

pub(crate) fn router(users: Peer) -> Router {
    Router::new()
        .route("/sessions", post(post_session))
        .with_state(users)
}

#[traced(
    kind = server,
    name = "POST /sessions",
    parent = &headers,
    span = span,
    attrs(http.request.method = "POST", http.route = "/sessions", url.path = "/sessions"),
)]
async fn post_session(
    State(users): State<Peer>,
    headers: HeaderMap,
    Json(session): Json<Session>,
) -> Result<Response, Failure> {
    answer(&span, authenticate(&users, &session.token).await)
}

#[traced]
async fn authenticate(users: &Peer, token: &str) -> Result<User, Failure> {
    let id = verify(token)?;
    users.get("/users/{id}", &format!("/users/{id}")).await
}

/// The user that a token was issued to.
#[traced(args, mask(token = hash))]
fn verify(token: &str) -> Result<i64, Failure> {
    let id = token.split_once('-').and_then(|(id, _)| id.parse().ok());
    id.filter(|id| issue(*id) == token)
        .ok_or_else(|| Failure::refused(StatusCode::UNAUTHORIZED, "the token is not one of ours"))
}

/// Issues a token. A checksum stands for the signature that a real one would have.
pub(crate) fn issue(user: i64) -> String {
    let checksum = user.unsigned_abs().wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
    format!("{user}-{checksum:08x}")
}
