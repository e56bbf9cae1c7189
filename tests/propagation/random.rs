//! Headers that nobody meant: nothing panics, and nothing takes long.

use std::time::{Duration, Instant};

use opentelemetry::{Context, baggage::BaggageExt, propagation::TextMapPropagator};
use otel_runtime::{HeaderPairs, InjectWith, Propagator};

use crate::headers::{self, Chance, Headers};

const FORMATS: [Propagator; 5] = [
    Propagator::TraceContext,
    Propagator::Baggage,
    Propagator::B3,
    Propagator::B3Multi,
    Propagator::Jaeger,
];

/// Reads the headers in one format, and writes what was found in all.
fn carry(format: &Propagator, headers: &Headers) {
    let pairs: HeaderPairs<'_> = headers.iter().map(|(name, value)| (name, value)).collect();
    let context = format.extract_with_context(&Context::new(), &pairs);
    assert!(context.baggage().len() <= 64);
    for format in &FORMATS {
        let mut bytes = 0;
        let mut carrier = InjectWith(|_: &str, value: String| {
            assert!(
                value
                    .bytes()
                    .all(|byte| (b' '..=b'~').contains(&byte) || byte == b'\t')
            );
            bytes += value.len();
        });
        format.inject_context(&context, &mut carrier);
        assert!(bytes <= 32 * 513 + 55, "{bytes} bytes");
    }
}

#[test]
fn a_hundred_thousand_sets_of_headers_do_no_harm() {
    let mut chance = Chance(7);
    for round in 0..100_000 {
        let mut set = match round % 5 {
            0 => headers::trace_context(&mut chance),
            1 => headers::baggage(&mut chance),
            2 => headers::b3(&mut chance),
            3 => headers::jaeger(&mut chance),
            _ => bytes(&mut chance),
        };
        if chance.below(10) == 0 {
            set.extend(headers::b3(&mut chance));
            set.extend(headers::trace_context(&mut chance));
        }
        carry(&FORMATS[chance.below(FORMATS.len())], &set);
    }
}

/// Names that are looked at, and values that are anything.
fn bytes(chance: &mut Chance) -> Headers {
    const NAMES: [&str; 9] = [
        "traceparent",
        "tracestate",
        "baggage",
        "b3",
        "x-b3-traceid",
        "x-b3-sampled",
        "uber-trace-id",
        "uberctx-k",
        "uberctx-",
    ];
    (0..=chance.below(4))
        .map(|_| {
            let length = chance.below(80);
            let value: Vec<u8> = (0..length).map(|_| chance.below(256) as u8).collect();
            let name = NAMES[chance.below(NAMES.len())];
            (
                name.to_owned(),
                String::from_utf8_lossy(&value).into_owned(),
            )
        })
        .collect()
}

/// Headers of about so many bytes, each of another kind of too much.
fn large(bytes: usize) -> Vec<Headers> {
    let parent = "00-12345678901234567890123456789012-1234567890123456-01";
    let one = |name: &str, value: String| {
        vec![
            ("traceparent".to_owned(), parent.to_owned()),
            (name.to_owned(), value),
        ]
    };
    let many = |name: &str, value: &str| {
        let mut headers = one(name, value.to_owned());
        headers.resize(bytes / (name.len() + value.len()), headers[1].clone());
        headers
    };
    let numbered = |name: &str| {
        let names = (0..bytes / 16).map(|n| (format!("{name}{n}"), "v".to_owned()));
        names.collect::<Headers>()
    };
    vec![
        one("tracestate", "a=1,".repeat(bytes / 4)),
        one("tracestate", ",".repeat(bytes)),
        one("tracestate", "@".repeat(bytes)),
        one("baggage", "a=1,".repeat(bytes / 4)),
        one("baggage", format!("a={}", "%41".repeat(bytes / 3))),
        one("baggage", format!("a=1{}", ";p".repeat(bytes / 2))),
        one("baggage", "=".repeat(bytes)),
        one("b3", "-".repeat(bytes)),
        one("uber-trace-id", "%3A".repeat(bytes / 3)),
        many("tracestate", "a=1"),
        many("baggage", "a=1"),
        many("uberctx-a", "v"),
        numbered("uberctx-"),
    ]
}

#[test]
fn headers_of_fifty_times_the_bytes_take_about_as_long_as_fifty_of_them() {
    let fastest = |headers: &Headers, times: usize| -> Duration {
        let run = |_| {
            let start = Instant::now();
            for _ in 0..times {
                FORMATS.iter().for_each(|format| carry(format, headers));
            }
            start.elapsed()
        };
        (0..3).map(run).min().unwrap()
    };
    for (small, large) in large(20_000).iter().zip(&large(1_000_000)) {
        let (many, one) = (fastest(small, 50), fastest(large, 1));
        // Were it quadratic it would be fifty times as long.
        let bound = many * 12 + Duration::from_millis(100);
        assert!(one < bound, "{}: {many:?}, then {one:?}", small[1].0);
    }
}
