//! Functions that return a closure, which gets its signature from the return type.

use journey_tests::{span, telemetry, traced_async};
use otel_runtime::traced;

#[traced(args)]
async fn trimmer(end: char) -> impl Fn(&str) -> &str {
    tokio::task::yield_now().await;
    move |text| text.trim_end_matches(end)
}

#[traced(args)]
async fn early(more: u8) -> impl FnOnce(u8) -> u8 {
    loop {
        tokio::task::yield_now().await;
        if more > 0 {
            return move |less| less + more;
        }
    }
}

#[tokio::test]
async fn closures_come_out_and_the_span_covers_the_awaits() {
    let ((trimmed, sum), spans) =
        traced_async(async { (trimmer('!').await("ah!!").to_owned(), early(2).await(40)) }).await;
    assert_eq!((&*trimmed, sum), ("ah", 42));
    spans.assert_tree("trimmer\n\nearly");
    assert_eq!(span(&spans, "trimmer").attributes.len(), 1);
}

#[tokio::test]
async fn one_given_up_is_cancelled() {
    let (telemetry, spans) = telemetry();
    let mut given_up = Box::pin(telemetry.scope(trimmer('!')));
    assert!(::futures::poll!(&mut given_up).is_pending());
    drop(given_up);
    telemetry.flush().unwrap();
    spans.assert_tree("trimmer cancelled");
}
