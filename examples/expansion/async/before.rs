//! An async function: the span starts at the first poll and is current while the future is polled.

use otel_runtime::traced;

#[traced(kind = server, attrs(user.id = id))]
pub async fn greet(id: u64) -> String {
    let name = std::future::ready("Ada").await;
    format!("{id}: {name}")
}

fn main() {
    drop(greet(1));
}
