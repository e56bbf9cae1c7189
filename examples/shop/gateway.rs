//! The gateway: takes orders, and asks the other services to fulfil them.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use axum::{
    Json, Router,
    extract::State,
    http::{HeaderMap, StatusCode, header::AUTHORIZATION},
    response::Response,
    routing::post,
};
use otel_runtime::traced;
use serde::{Deserialize, Serialize};

use crate::{
    auth::Session,
    http::{Failure, Peer, answer},
    payments::{Charge, Payment},
    users::User,
};

/// What a client orders.
#[derive(Deserialize, Serialize)]
pub(crate) struct Order {
    pub(crate) item: String,
    pub(crate) quantity: i64,
    pub(crate) card: String,
}

/// What it gets for it.
#[derive(Deserialize, Serialize)]
pub(crate) struct Confirmation {
    pub(crate) order: u64,
    pub(crate) paid_cents: i64,
}

struct Gateway {
    auth: Peer,
    payments: Peer,
    last_order: AtomicU64,
}

pub(crate) fn router(auth: Peer, payments: Peer) -> Router {
    let gateway = Gateway {
        auth,
        payments,
        last_order: AtomicU64::new(1000),
    };
    Router::new()
        .route("/orders", post(post_order))
        .with_state(Arc::new(gateway))
}

#[traced(
    kind = server,
    name = "POST /orders",
    parent = &headers,
    span = span,
    attrs(http.request.method = "POST", http.route = "/orders", url.path = "/orders"),
)]
async fn post_order(
    State(gateway): State<Arc<Gateway>>,
    headers: HeaderMap,
    Json(order): Json<Order>,
) -> Result<Response, Failure> {
    answer(&span, gateway.place_order(&headers, &order).await)
}

impl Gateway {
    #[traced(attrs(order.item = order.item, order.quantity = order.quantity))]
    async fn place_order(
        &self,
        headers: &HeaderMap,
        order: &Order,
    ) -> Result<Confirmation, Failure> {
        let cents = price(&order.item, order.quantity)?;
        let session = Session {
            token: bearer(headers)?.to_owned(),
        };
        let user: User = self.auth.post("/sessions", &session).await?;
        let charge = Charge {
            card: order.card.clone(),
            email: user.email,
            cents,
        };
        let payment: Payment = self.payments.post("/charges", &charge).await?;
        Ok(Confirmation {
            order: self.last_order.fetch_add(1, Ordering::Relaxed) + 1,
            paid_cents: payment.cents,
        })
    }
}

#[traced(args)]
fn price(item: &str, quantity: i64) -> Result<i64, Failure> {
    let cents = match item {
        "book" => 1_995,
        "lamp" => 4_900,
        _ => {
            let reason = format!("we do not sell {item}");
            return Err(Failure::refused(StatusCode::NOT_FOUND, reason));
        }
    };
    Ok(cents * quantity)
}

fn bearer(headers: &HeaderMap) -> Result<&str, Failure> {
    let header = headers.get(AUTHORIZATION);
    let token = header.and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    token.ok_or_else(|| Failure::refused(StatusCode::UNAUTHORIZED, "no bearer token"))
}
