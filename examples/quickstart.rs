//! One attribute, one call: sync, async, an error, a task.
//!
//! `cargo run --example quickstart`
#![expect(clippy::print_stdout, reason = "an example talks to its reader")]

use std::time::Duration;

use otel_runtime::traced;
use tokio::time::sleep;

#[traced(attrs(cart.items = items), mask(email = email), args(email))]
async fn checkout(email: &str, items: i64) -> Result<i64, String> {
    let cents = total(items);
    charge(cents).await?;
    // Carries the trace into the task; the receipt may come after the checkout.
    let receipt = otel_runtime::spawn(send_receipt(cents));
    receipt.await.map_err(|error| error.to_string())?;
    Ok(cents)
}

#[traced(args)]
fn total(items: i64) -> i64 {
    items * 1_995
}

#[traced(kind = client, attrs(payment.cents = cents))]
async fn charge(cents: i64) -> Result<(), String> {
    sleep(Duration::from_millis(20)).await;
    if cents > 5_000 {
        return Err(format!("card declined: {cents} is over its limit"));
    }
    Ok(())
}

#[traced]
async fn send_receipt(cents: i64) {
    sleep(Duration::from_millis(cents.unsigned_abs() / 200)).await;
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
