//! What injection costs.

use std::collections::HashMap;

use allocation_counter::measure;
use http::HeaderMap;
use journey_tests::traced;
use opentelemetry::propagation::Injector;
use otel_runtime::{inject, inject_http, traced};

/// Takes headers and keeps none.
struct Nowhere(u32);

impl Injector for Nowhere {
    fn set(&mut self, _: &str, _: String) {
        self.0 += 1;
    }
}

#[traced(parent = headers)]
fn allocations(headers: &HashMap<String, String>) -> (u64, u32, u64) {
    let mut nowhere = Nowhere(0);
    let injected = measure(|| inject(&mut nowhere));
    let mut headers = HeaderMap::with_capacity(8);
    let into_map = measure(|| inject_http(&mut headers));
    (injected.count_total, nowhere.0, into_map.count_total)
}

#[test]
fn injecting_allocates_the_headers_and_nothing_else() {
    let parent = "00-12345678901234567890123456789012-1234567890123456-01".to_owned();
    let mut headers = HashMap::from([("traceparent".to_owned(), parent)]);
    assert_eq!(traced(|| allocations(&headers)).0, (1, 1, 1));
    headers.insert("tracestate".to_owned(), "a=1,b=2,c=3".to_owned());
    let (injected, headers, into_map) = traced(|| allocations(&headers)).0;
    assert_eq!((injected, headers), (2, 2));
    assert!(into_map <= 4, "{into_map}");
}
