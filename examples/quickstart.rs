//! One attribute, one call: sync, async, an error, a task.
//!
//! `cargo run --example quickstart`
#![expect(clippy::print_stdout, reason = "an example talks to its reader")]

use std::time::Duration;

use otel_runtime::traced;
use tokio::time::sleep;

#[traced(attrs(cart.items = items), mask(email = email), args(email))]
async fn checkout(email: &str, items: i64) -> Result<i64, Declined> {
    let cents = total(items);
    charge(cents).await?;
    // A task of its own, in the same trace; nobody waits for it.
    tokio::spawn(send_receipt());
    Ok(cents)
}

#[traced(args)]
fn total(items: i64) -> i64 {
    items * 1_995
}

#[traced(kind = client, attrs(payment.cents = cents))]
async fn charge(cents: i64) -> Result<(), Declined> {
    sleep(Duration::from_millis(20)).await;
    if cents > 5_000 {
        return Err(Declined);
    }
    Ok(())
}

#[derive(Debug, thiserror::Error)]
#[error("card declined: over its limit")]
struct Declined;

#[traced]
async fn send_receipt() {
    sleep(Duration::from_millis(10)).await;
}

#[tokio::main]
async fn main() -> Result<(), otel_runtime::Error> {
    let _telemetry = otel_runtime::init()?;
    for items in [2, 5] {
        match checkout("ada@example.com", items).await {
            Ok(cents) => println!("{items} books: {cents} cents paid"),
            Err(error) => println!("{items} books: {error}"),
        }
    }
    Ok(())
}
