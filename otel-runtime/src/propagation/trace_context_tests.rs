use opentelemetry::{
    Context,
    trace::{SpanContext, SpanId, TraceContextExt, TraceFlags, TraceId, TraceState},
};

use super::{
    Propagator,
    test_support::{Headers, extracted, injected, parent},
};

const TRACE: &str = "12345678901234567890123456789012";
const SPAN: &str = "1234567890123456";

fn traceparent(value: &str) -> String {
    parent(&extracted(
        &Propagator::TraceContext,
        &[("traceparent", value)],
    ))
}

fn tracestate(values: &[&str]) -> String {
    let parent = format!("00-{TRACE}-{SPAN}-00");
    let mut headers = vec![("traceparent", parent.as_str())];
    headers.extend(values.iter().map(|value| ("tracestate", *value)));
    let context = extracted(&Propagator::TraceContext, &headers);
    assert!(
        !self::parent(&context).is_empty(),
        "a bad tracestate costs no parent"
    );
    sent(&context, "tracestate")
}

fn sent(context: &Context, name: &str) -> String {
    let headers = injected(&Propagator::TraceContext, context);
    let found = headers.into_iter().find(|(other, _)| other == name);
    found.map(|(_, value)| value).unwrap_or_default()
}

#[test]
fn a_parent_is_in_exactly_the_form() {
    let good = format!("{TRACE}-{SPAN}");
    for (header, flags) in [
        (format!("00-{good}-00"), "00"),
        (format!("00-{good}-01"), "01"),
        (format!(" \t00-{good}-01\t "), "01"),
        // Random is kept, what nobody knows is not.
        (format!("00-{good}-02"), "02"),
        (format!("00-{good}-ff"), "03"),
        // Later versions may say more.
        (format!("cc-{good}-01"), "01"),
        (format!("cc-{good}-01-what-the-future-will-be-like"), "01"),
        (format!("fe-{good}-01-"), "01"),
    ] {
        assert_eq!(traceparent(&header), format!("{good}-{flags}"), "{header}");
    }
}

#[test]
fn anything_else_is_no_parent() {
    let good = format!("{TRACE}-{SPAN}");
    let zeros = "0".repeat(32);
    for header in [
        String::new(),
        "00".to_owned(),
        format!("00-{good}-01."),
        format!("00-{good}-01-"),
        format!("00-{good}-01-more"),
        format!("00-{good}-01,00-{good}-01"),
        format!("cc-{good}-01.what"),
        format!("cc-{good}-0"),
        format!("ff-{good}-01"),
        format!("FE-{good}-01"),
        format!(".0-{good}-01"),
        format!("0.-{good}-01"),
        format!("000-{good}-01"),
        format!("0000-{good}-01"),
        format!("0-{good}-01"),
        format!("+0-{good}-01"),
        format!("00-{zeros}-{SPAN}-01"),
        format!("00-{TRACE}-{}-01", &zeros[..16]),
        format!("00-.{}-{SPAN}-01", &TRACE[1..]),
        format!("00-A{}-{SPAN}-01", &TRACE[1..]),
        format!("00-{TRACE}3-{SPAN}-01"),
        format!("00-{}-{SPAN}-01", &TRACE[1..]),
        format!("00-{TRACE}-B{}-01", &SPAN[1..]),
        format!("00-{TRACE}-{SPAN}7-01"),
        format!("00-{TRACE}-{}-01", &SPAN[1..]),
        format!("00-{good}-.0"),
        format!("00-{good}-0."),
        format!("00-{good}-0A"),
        format!("00-{good}-001"),
        format!("00-{good}-1"),
        format!("00-{good}"),
        format!("00_{good}_01"),
        format!("00-{}é-{SPAN}-01", &TRACE[2..]),
    ] {
        assert_eq!(traceparent(&header), "", "{header}");
    }
}

#[test]
fn two_parents_are_none_also_where_one_of_them_is_nonsense() {
    let header = format!("00-{TRACE}-{SPAN}-01");
    let twice: Headers<'_> = &[("traceparent", &header), ("TraceParent", &header)];
    assert_eq!(parent(&extracted(&Propagator::TraceContext, twice)), "");
    let other: Headers<'_> = &[("traceparent", &header), ("traceparent", "\u{fffd}")];
    assert_eq!(parent(&extracted(&Propagator::TraceContext, other)), "");
}

#[test]
fn without_a_parent_there_is_no_state() {
    let headers: Headers<'_> = &[("tracestate", "foo=1")];
    let context = extracted(&Propagator::TraceContext, headers);
    assert_eq!(context.span().span_context(), &SpanContext::NONE);
}

#[test]
fn the_state_of_several_headers_is_one_list() {
    assert_eq!(
        tracestate(&["foo=1,bar=2", "rojo=1", "", "baz=3"]),
        "foo=1,bar=2,rojo=1,baz=3"
    );
    assert_eq!(
        tracestate(&["foo=1 \t , \t bar=2,,\t baz=3 "]),
        "foo=1,bar=2,baz=3"
    );
    assert_eq!(tracestate(&["", " \t"]), "");
    let values: String = (' '..='~').filter(|c| !",=".contains(*c)).collect();
    let every = format!("0a_-*/@b=.{values}");
    assert_eq!(tracestate(&[&every]), every);
}

#[test]
fn one_bad_member_spoils_the_whole_state() {
    let long = "z".repeat(257);
    for bad in [
        "foo",
        "foo=",
        "=1",
        "foo=bar=baz",
        "foo =1",
        "FOO=1",
        "foo.bar=1",
        "@foo=1",
        "_foo=1",
        "foo=\u{7f}",
        "foo=é",
        "foo=a\tb",
        &format!("{long}=1"),
        &format!("foo={long}"),
        "ok=2",
    ] {
        assert_eq!(tracestate(&["ok=1", bad]), "", "{bad}");
    }
    let longest = format!("{}={}", "z".repeat(256), "v".repeat(256));
    assert_eq!(tracestate(&[&longest]), longest);
}

#[test]
fn thirty_two_members_are_kept_and_thirty_three_are_none() {
    let members = |count| {
        (0..count)
            .map(|n| format!("k{n}=v"))
            .collect::<Vec<_>>()
            .join(",")
    };
    assert_eq!(tracestate(&[&members(32)]), members(32));
    assert_eq!(tracestate(&[&members(33)]), "");
}

#[test]
fn keys_of_level_two_are_passed_on_though_the_api_cannot_hold_them() {
    for header in [
        "foo@@bar=1,bar=2",
        "bar=2,foo@bar@baz=1",
        "t@vvvvvvvvvvvvvvv=1",
        "foo@bar@baz=1,foo@=2",
    ] {
        assert_eq!(tracestate(&[header]), header);
    }
}

#[test]
fn what_was_changed_on_the_way_stands_first() {
    let parent = format!("00-{TRACE}-{SPAN}-01");
    let headers: Headers<'_> = &[
        ("traceparent", &parent),
        ("tracestate", "foo@@bar=1,bar=2,baz=3"),
    ];
    let context = extracted(&Propagator::TraceContext, headers);
    let span = context.span();
    let state = span.span_context().trace_state();
    let state = state.insert("bar", "new").expect("it is allowed");
    let local = |trace_id| {
        context.with_remote_span_context(SpanContext::new(
            trace_id,
            SpanId::from(1),
            TraceFlags::SAMPLED,
            false,
            state.clone(),
        ))
    };
    let trace_id = span.span_context().trace_id();
    assert_eq!(
        sent(&local(trace_id), "tracestate"),
        "bar=new,baz=3,foo@@bar=1"
    );
    // In another trace nothing of it is left.
    assert_eq!(
        sent(&local(TraceId::from(1)), "tracestate"),
        "bar=new,baz=3"
    );
}

#[test]
fn what_the_api_lets_into_a_value_does_not_get_into_a_header() {
    let state = [
        ("good", "1"),
        ("bad", "a\r\nx: y"),
        ("empty", ""),
        ("blank", "a "),
    ];
    let state = TraceState::from_key_value(state).expect("the API takes them");
    let context = Context::new().with_remote_span_context(SpanContext::new(
        TraceId::from(1),
        SpanId::from(2),
        TraceFlags::new(0xff),
        false,
        state,
    ));
    assert_eq!(sent(&context, "tracestate"), "good=1");
    let expected = format!("00-{:032x}-{:016x}-03", 1, 2);
    assert_eq!(sent(&context, "traceparent"), expected);
}

#[test]
fn without_a_span_or_a_state_nothing_is_sent() {
    assert_eq!(injected(&Propagator::TraceContext, &Context::new()), []);
    assert_eq!(tracestate(&[]), "");
}
