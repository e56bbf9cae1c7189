use super::{
    Propagator, denies, is_open,
    test_support::{Headers, extracted, injected, parent},
};
use opentelemetry::{Context, trace::TraceContextExt};

const TRACE: &str = "80f198ee56343ba864fe8b2a57d3eff7";
const SPAN: &str = "e457b5a2e4d86bd1";

fn b3(headers: Headers<'_>) -> Context {
    let context = extracted(&Propagator::B3, headers);
    assert_eq!(
        parent(&context),
        parent(&extracted(&Propagator::B3Multi, headers))
    );
    context
}

fn single(value: &str) -> String {
    parent(&b3(&[("b3", value)]))
}

fn left_open(context: &Context) -> bool {
    is_open(context, context.span().span_context().span_id())
}

fn sent(format: &Propagator, context: &Context) -> String {
    let headers = injected(format, context).into_iter();
    headers
        .map(|(name, value)| format!("{name}: {value}"))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn the_single_header_says_ids_and_decision() {
    for (state, flags) in [
        ("1", "01"),
        ("0", "00"),
        ("d", "01"),
        ("true", "01"),
        ("False", "00"),
    ] {
        assert_eq!(
            single(&format!("{TRACE}-{SPAN}-{state}")),
            format!("{TRACE}-{SPAN}-{flags}")
        );
    }
    let with_parent = format!("\t{TRACE}-{SPAN}-1-05e3ac9a4f6e3b90 ");
    assert_eq!(single(&with_parent), format!("{TRACE}-{SPAN}-01"));
    let upper = format!("{}-{SPAN}-1", TRACE.to_uppercase());
    assert_eq!(single(&upper), format!("{TRACE}-{SPAN}-01"));
}

#[test]
fn a_short_trace_id_is_the_lower_half_of_a_long_one() {
    let expected = format!("{:0>32}-{SPAN}-01", &TRACE[16..]);
    assert_eq!(single(&format!("{}-{SPAN}-1", &TRACE[16..])), expected);
}

#[test]
fn a_decision_that_was_left_to_us_is_made_here() {
    let context = b3(&[("b3", &format!("{TRACE}-{SPAN}"))]);
    assert_eq!(parent(&context), format!("{TRACE}-{SPAN}-00"));
    assert!(left_open(&context));
    let context = b3(&[("X-B3-TraceId", TRACE), ("X-B3-SpanId", SPAN)]);
    assert!(left_open(&context));
    assert!(!left_open(&b3(&[("b3", &format!("{TRACE}-{SPAN}-0"))])));
}

#[test]
fn a_denial_without_ids_is_heard() {
    for headers in [&[("b3", "0")], &[("x-b3-sampled", "0")], &[("b3", "false")]] {
        let context = b3(headers);
        assert!(denies(&context), "{headers:?}");
        assert_eq!(parent(&context), "");
    }
    for headers in [&[("b3", "1")], &[("b3", "d")], &[("x-b3-sampled", "1")]] {
        assert!(!denies(&b3(headers)), "{headers:?}");
    }
}

#[test]
fn several_headers_are_read_where_the_single_one_is_missing_or_malformed() {
    let multi = [
        ("X-B3-TraceId", TRACE),
        ("X-B3-SpanId", SPAN),
        ("X-B3-Sampled", "1"),
    ];
    assert_eq!(parent(&b3(&multi)), format!("{TRACE}-{SPAN}-01"));
    let [trace, span, sampled] = multi;
    let both = |value| parent(&b3(&[("b3", value), trace, span, sampled]));
    assert_eq!(both("nonsense"), format!("{TRACE}-{SPAN}-01"));
    let other = "00000000000000010000000000000002-0000000000000003-0";
    assert_eq!(both(other), format!("{other}0"));
    let debug = [trace, span, ("X-B3-Flags", "1")];
    assert_eq!(parent(&b3(&debug)), format!("{TRACE}-{SPAN}-01"));
}

#[test]
fn anything_else_is_none() {
    for value in [
        "".to_owned(),
        "-".to_owned(),
        "2".to_owned(),
        TRACE.to_owned(),
        format!("{TRACE}-"),
        format!("{TRACE}-{SPAN}-"),
        format!("{TRACE}-{SPAN}-2"),
        format!("{TRACE}-{SPAN}-1-"),
        format!("{TRACE}-{SPAN}-1-x"),
        format!("{TRACE}-{SPAN}-1-{SPAN}-"),
        format!("{}-{SPAN}-1", "0".repeat(32)),
        format!("{TRACE}-{}-1", "0".repeat(16)),
        format!("{}-{SPAN}-1", &TRACE[1..]),
        format!("{TRACE}-{}-1", &SPAN[1..]),
        format!("+{}-{SPAN}-1", &TRACE[1..]),
    ] {
        let context = b3(&[("b3", &value)]);
        assert_eq!(parent(&context), "", "{value}");
        assert!(!denies(&context), "{value}");
    }
    for headers in [
        &[("x-b3-traceid", TRACE)][..],
        &[("x-b3-spanid", SPAN), ("x-b3-sampled", "1")],
        &[
            ("x-b3-traceid", TRACE),
            ("x-b3-spanid", SPAN),
            ("x-b3-sampled", "yes"),
        ],
    ] {
        assert_eq!(parent(&b3(headers)), "", "{headers:?}");
    }
}

#[test]
fn what_is_sent_is_what_was_configured_and_debugging_is_passed_on() {
    for (state, sent_as) in [("1", "1"), ("0", "0"), ("d", "d")] {
        let context = b3(&[("b3", &format!("{TRACE}-{SPAN}-{state}"))]);
        let expected = format!("b3: {TRACE}-{SPAN}-{sent_as}");
        assert_eq!(sent(&Propagator::B3, &context), expected);
        let decision = match sent_as {
            "d" => "x-b3-flags: 1".to_owned(),
            _ => format!("x-b3-sampled: {sent_as}"),
        };
        let expected = format!("x-b3-traceid: {TRACE}\nx-b3-spanid: {SPAN}\n{decision}");
        assert_eq!(sent(&Propagator::B3Multi, &context), expected);
    }
    assert_eq!(sent(&Propagator::B3, &Context::new()), "");
    assert_eq!(sent(&Propagator::B3Multi, &Context::new()), "");
}
