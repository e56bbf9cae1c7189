//! Several formats at once, and those of others.

use std::{
    collections::HashMap,
    panic::{AssertUnwindSafe, catch_unwind},
};

use journey_tests::builder;
use opentelemetry::{
    Context,
    propagation::{Extractor, Injector, TextMapPropagator, text_map_propagator::FieldIter},
    trace::{SpanContext, SpanId, TraceContextExt, TraceFlags, TraceId, TraceState},
};
use otel_runtime::{Propagator, extract, ignored_headers, inject, traced};

const TRACE: &str = "12345678901234567890123456789012";
const SPAN: &str = "1234567890123456";

type Headers = HashMap<String, String>;

fn headers(list: &[(&str, &str)]) -> Headers {
    list.iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

#[traced(parent = extract(incoming))]
fn pass(incoming: &Headers) -> Headers {
    let mut headers = Headers::new();
    inject(&mut headers);
    headers
}

#[test]
fn a_trace_goes_through_every_pair_of_formats() {
    let all = [
        (Propagator::TraceContext, "traceparent"),
        (Propagator::B3, "b3"),
        (Propagator::B3Multi, "x-b3-traceid"),
        (Propagator::Jaeger, "uber-trace-id"),
    ];
    let telemetry = |one: &Propagator| builder().0.propagators([one.clone()]).build().unwrap();
    for (from, _) in &all {
        let sent = telemetry(from).scope(|| pass(&Headers::new()));
        for (to, field) in &all {
            let both = builder()
                .0
                .propagators([from.clone(), to.clone()])
                .build()
                .unwrap();
            let passed = both.scope(|| pass(&sent));
            let arrived = telemetry(to).scope(|| extract(&passed).span().span_context().clone());
            let sent = telemetry(from).scope(|| extract(&sent).span().span_context().clone());
            assert!(passed.contains_key(*field), "{from:?} to {to:?}");
            assert_eq!(arrived.trace_id(), sent.trace_id(), "{from:?} to {to:?}");
            assert!(arrived.is_sampled() && arrived.span_id() != sent.span_id());
        }
    }
}

#[test]
fn where_two_find_a_parent_the_later_one_s_counts() {
    let incoming = headers(&[
        ("traceparent", &format!("00-{TRACE}-{SPAN}-01")),
        ("b3", &format!("{}-{SPAN}-1", "5".repeat(32))),
    ]);
    for (formats, trace) in [
        ([Propagator::TraceContext, Propagator::B3], "5".repeat(32)),
        ([Propagator::B3, Propagator::TraceContext], TRACE.to_owned()),
    ] {
        let telemetry = builder().0.propagators(formats).build().unwrap();
        let context = telemetry.scope(|| extract(&incoming));
        assert_eq!(context.span().span_context().trace_id().to_string(), trace);
    }
}

/// A format of one header with the two ids in decimal; in one header it panics.
#[derive(Debug)]
struct Decimal(Vec<String>);

impl TextMapPropagator for Decimal {
    fn inject_context(&self, cx: &Context, injector: &mut dyn Injector) {
        let span = cx.span();
        let number = u64::from_be_bytes(span.span_context().span_id().to_bytes());
        injector.set("decimal", number.to_string());
    }

    fn extract_with_context(&self, cx: &Context, headers: &dyn Extractor) -> Context {
        let Some(value) = headers.get("decimal") else {
            return cx.clone();
        };
        let number: u64 = value.parse().unwrap();
        let (trace, span) = (TraceId::from(u128::from(number)), SpanId::from(number));
        let flags = TraceFlags::SAMPLED;
        cx.with_remote_span_context(SpanContext::new(trace, span, flags, true, TraceState::NONE))
    }

    fn fields(&self) -> FieldIter<'_> {
        FieldIter::new(&self.0)
    }
}

fn decimal() -> Propagator {
    Propagator::custom("decimal", Decimal(vec!["decimal".to_owned()]))
}

#[test]
fn a_format_of_one_s_own_works_beside_ours() {
    let formats = [Propagator::TraceContext, decimal()];
    let telemetry = builder().0.propagators(formats).build().unwrap();
    let sent = telemetry.scope(|| pass(&headers(&[("decimal", "42")])));
    let span = sent["traceparent"].split('-').nth(2).unwrap().to_owned();
    assert!(sent["traceparent"].starts_with(&format!("00-{:032x}-", 42)));
    assert_eq!(
        sent["decimal"],
        u64::from_str_radix(&span, 16).unwrap().to_string()
    );
}

#[test]
fn a_panic_in_it_costs_its_own_headers_only_and_is_counted() {
    let formats = [decimal(), Propagator::TraceContext];
    let telemetry = builder().0.propagators(formats).build().unwrap();
    let before = ignored_headers().custom;
    let traceparent = format!("00-{TRACE}-{SPAN}-01");
    let incoming = headers(&[("decimal", "no number"), ("traceparent", &traceparent)]);
    let context = telemetry.scope(|| extract(&incoming));
    assert_eq!(context.span().span_context().trace_id().to_string(), TRACE);
    assert_eq!(ignored_headers().custom, before + 1);
}

/// Headers that cannot be written.
struct Broken;

impl Injector for Broken {
    fn set(&mut self, _: &str, _: String) {
        panic!("no headers here");
    }
}

#[test]
fn a_panic_of_the_headers_themselves_is_their_owner_s() {
    let telemetry = builder().0.propagators([Propagator::B3]).build().unwrap();
    let injected = catch_unwind(AssertUnwindSafe(|| {
        let parent = headers(&[("b3", &format!("{TRACE}-{SPAN}-1"))]);
        telemetry.scope(|| {
            let _attached = extract(&parent).attach();
            inject(&mut Broken);
        });
    }));
    assert!(injected.is_err());
}

#[test]
fn without_a_format_nothing_goes_in_or_out() {
    let telemetry = builder().0.propagators([]).build().unwrap();
    let incoming = headers(&[("traceparent", &format!("00-{TRACE}-{SPAN}-01"))]);
    assert_eq!(telemetry.scope(|| pass(&incoming)), Headers::new());
}

#[test]
fn malformed_headers_are_counted_by_kind() {
    let formats = [
        Propagator::TraceContext,
        Propagator::Baggage,
        Propagator::B3,
        Propagator::Jaeger,
    ];
    let telemetry = builder().0.propagators(formats).build().unwrap();
    let count = |list: &[(&str, &str)]| {
        telemetry.scope(|| extract(&headers(list)));
    };
    // Other tests count too, but none of them many.
    let before = ignored_headers();
    for _ in 0..1_000 {
        count(&[
            ("traceparent", "x"),
            ("tracestate", "not looked at"),
            ("b3", "x"),
        ]);
        count(&[
            ("traceparent", &format!("00-{TRACE}-{SPAN}-01")),
            ("tracestate", "x"),
        ]);
        count(&[("uber-trace-id", "x"), ("baggage", "a,b=1,c,=")]);
    }
    let after = ignored_headers();
    let counted = [
        (after.traceparent - before.traceparent, 1_000),
        (after.tracestate - before.tracestate, 1_000),
        (after.b3 - before.b3, 1_000),
        (after.jaeger - before.jaeger, 1_000),
        (after.baggage - before.baggage, 3_000),
    ];
    for (counted, expected) in counted {
        assert!(
            (expected..expected + 300).contains(&counted),
            "{counted} of {expected}"
        );
    }
}
