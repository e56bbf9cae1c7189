//! Payments: charges a card at the payment gateway, and has a worker send the receipt.

use std::time::Duration;

use axum::{
    Json, Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
    routing::post,
};
use otel_runtime::traced;
use serde::{Deserialize, Serialize};
use tokio::time::sleep;

use crate::{
    http::{Failure, answer},
    server::InFlight,
};

#[derive(Deserialize, Serialize)]
pub(crate) struct Charge {
    pub(crate) card: String,
    pub(crate) email: String,
    pub(crate) cents: i64,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Payment {
    pub(crate) cents: i64,
}

/// Why the payment gateway did not take the money.
#[derive(Debug, thiserror::Error)]
enum Declined {
    #[error("card declined: insufficient funds")]
    InsufficientFunds,
    #[error("card declined: expired")]
    Expired,
}

impl From<Declined> for Failure {
    fn from(declined: Declined) -> Self {
        Self::refused(StatusCode::PAYMENT_REQUIRED, declined.to_string())
    }
}

pub(crate) fn router(in_flight: InFlight) -> Router {
    Router::new()
        .route("/charges", post(post_charge))
        .with_state(in_flight)
}

#[traced(
    kind = server,
    name = "POST /charges",
    parent = &headers,
    span = span,
    attrs(http.request.method = "POST", http.route = "/charges", url.path = "/charges"),
)]
async fn post_charge(
    State(in_flight): State<InFlight>,
    headers: HeaderMap,
    Json(charge): Json<Charge>,
) -> Result<Response, Failure> {
    let result = take(&charge.card, &charge.email, charge.cents, &in_flight).await;
    answer(&span, result)
}

#[traced(
    name = "charge",
    attrs(payment.card = card, user.email = email, payment.cents = cents),
    mask(card = last4, email = email),
)]
async fn take(
    card: &str,
    email: &str,
    cents: i64,
    in_flight: &InFlight,
) -> Result<Payment, Failure> {
    authorize(card, cents).await?;
    // The client does not wait for the receipt: a task of its own, below this span all the same.
    let (email, ticket) = (email.to_owned(), in_flight.enter());
    otel_runtime::spawn(async move {
        send_receipt(&email).await;
        drop(ticket);
    });
    Ok(Payment { cents })
}

/// Asks the payment gateway, which is elsewhere: its answers depend on the card's last digits.
#[traced(
    kind = client,
    attrs(server.address = "payments.example.com", payment.cents = cents),
)]
async fn authorize(card: &str, cents: i64) -> Result<(), Declined> {
    let (takes, answer) = match card.get(card.len().saturating_sub(4)..) {
        Some("0002") => (30, Err(Declined::InsufficientFunds)),
        Some("0069") => (20, Err(Declined::Expired)),
        Some("3220") => (3_000, Ok(())),
        _ => (25, Ok(())),
    };
    sleep(Duration::from_millis(takes)).await;
    answer
}

#[traced(attrs(user.email = email), mask(email = email))]
async fn send_receipt(email: &str) {
    sleep(Duration::from_millis(40)).await;
}
