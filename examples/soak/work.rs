//! What the program does: orders in async tasks, jobs on threads of their own.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use otel_runtime::{event, traced};
use tokio::time::{sleep, timeout};

/// How many spans were made, counted by hand.
static MADE: AtomicU64 = AtomicU64::new(0);

/// How many spans one job makes.
pub(crate) const JOB_SPANS: u64 = 5;

/// How many spans were made so far.
pub(crate) fn made() -> u64 {
    MADE.load(Ordering::Relaxed)
}

/// Each traced function below says so, beside what is traced.
fn one_more() {
    MADE.fetch_add(1, Ordering::Relaxed);
}

#[derive(Debug, thiserror::Error)]
pub(crate) enum Failed {
    #[error("customer {0} is not known")]
    Unknown(u64),
    #[error("card declined: over its limit by {0} cents")]
    Declined(u64),
}

#[traced("POST /orders", kind = server, attrs(
    http.request.method = "POST", http.route = "/orders", url.scheme = "https", order.id = n
))]
pub(crate) async fn order(n: u64) -> Result<(), Failed> {
    one_more();
    authenticate(n)?;
    let mut cents = 0;
    for line in 0..3 {
        cents += price(n, line).await;
    }
    // Some are given up while they wait: that is no error.
    let _ = timeout(Duration::from_millis(1 + n % 20), reserve(n)).await;
    charge(n, cents).await?;
    tokio::spawn(receipt(n));
    Ok(())
}

#[traced(attrs(customer.id = n % 1_000), err(type = "unknown_customer"))]
fn authenticate(n: u64) -> Result<(), Failed> {
    one_more();
    if n.is_multiple_of(97) {
        return Err(Failed::Unknown(n % 1_000));
    }
    Ok(())
}

#[traced("SELECT prices", kind = client, attrs(
    db.system.name = "postgresql", db.operation.name = "SELECT", db.collection.name = "prices",
    db.query.text = "SELECT cents FROM prices WHERE item = $1 AND valid_from <= now()", item
))]
async fn price(n: u64, item: u64) -> u64 {
    one_more();
    if n.is_multiple_of(10) {
        event!("cache.miss", cache.key = item, cache.size = 1_024);
    }
    tokio::task::yield_now().await;
    1_995 * (item + 1)
}

#[traced(kind = client, attrs(server.address = "stock.example.com", server.port = 443))]
async fn reserve(n: u64) {
    one_more();
    sleep(Duration::from_millis(2 + n % 3)).await;
}

#[traced(kind = client, attrs(server.address = "bank.example.com", payment.cents = cents))]
async fn charge(n: u64, cents: u64) -> Result<(), Failed> {
    one_more();
    sleep(Duration::from_millis(1)).await;
    if n.is_multiple_of(23) {
        return Err(Failed::Declined(cents));
    }
    Ok(())
}

#[traced("send receipt", kind = producer, attrs(messaging.system = "nats", document = document(n)))]
async fn receipt(n: u64) {
    one_more();
    sleep(Duration::from_millis(2)).await;
}

/// Now and then a large one: some are larger than what a receiver takes.
fn document(n: u64) -> Option<String> {
    (n % 400 == 1).then(|| "receipt ".repeat(500 + n as usize % 7 * 1_000))
}

#[traced(kind = consumer, attrs(job.number = n))]
pub(crate) fn job(n: u64) {
    one_more();
    (0..4).for_each(|part| step(n, part));
}

#[traced(attrs(job.part = part, job.ratio = n as f64 / 7.0, job.last = part == 3))]
fn step(n: u64, part: u64) {
    one_more();
    event!("rows were read", rows = n % 100);
}
