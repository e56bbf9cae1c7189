use opentelemetry::{Context, KeyValue, baggage::BaggageExt};

use super::{
    Propagator,
    test_support::{Headers, baggage, extracted, injected, parent},
};

const TRACE: &str = "80f198ee56343ba864fe8b2a57d3eff7";
const SPAN: &str = "e457b5a2e4d86bd1";

fn jaeger(headers: Headers<'_>) -> Context {
    extracted(&Propagator::Jaeger, headers)
}

fn uber(value: &str) -> String {
    parent(&jaeger(&[("uber-trace-id", value)]))
}

#[test]
fn four_fields_are_a_parent() {
    for (flags, sampled) in [
        ("1", "01"),
        ("0", "00"),
        ("3", "01"),
        ("2", "01"),
        ("08", "00"),
    ] {
        let expected = format!("{TRACE}-{SPAN}-{sampled}");
        assert_eq!(
            uber(&format!("{TRACE}:{SPAN}:0:{flags}")),
            expected,
            "{flags}"
        );
    }
    assert_eq!(
        uber(&format!(" {TRACE}:{SPAN}:{SPAN}:01\t")),
        format!("{TRACE}-{SPAN}-01")
    );
}

#[test]
fn zeros_may_be_left_out_and_colons_encoded() {
    let expected = format!("{:032x}-{:016x}-01", 0xabc, 0x1f);
    assert_eq!(uber("abc:1f:0:1"), expected);
    assert_eq!(uber("abc%3A1F%3a0%3A1"), expected);
}

#[test]
fn anything_else_is_none() {
    for value in [
        "".to_owned(),
        ":::".to_owned(),
        "abc:1f:0".to_owned(),
        "abc:1f:0:1:2".to_owned(),
        "0:1f:0:1".to_owned(),
        "abc:0:0:1".to_owned(),
        "abc:1f::1".to_owned(),
        "abc:1f:0:".to_owned(),
        "abc:1f:0:100".to_owned(),
        "+bc:1f:0:1".to_owned(),
        "0xabc:1f:0:1".to_owned(),
        "a_c:1f:0:1".to_owned(),
        format!("1{TRACE}:{SPAN}:0:1"),
        format!("{TRACE}:1{SPAN}:0:1"),
        "abc%3:1f:0:1".to_owned(),
    ] {
        assert_eq!(uber(&value), "", "{value}");
    }
}

#[test]
fn baggage_comes_in_headers_of_its_own_with_a_parent_or_without() {
    let headers = [
        ("UberCtx-Tenant", "a%20b"),
        ("uberctx-n", "1=2"),
        ("uberctx", "no"),
    ];
    assert_eq!(baggage(&jaeger(&headers)), "n=1=2,tenant=a b");
    let bad = [
        ("uberctx-", "1"),
        ("uberctx-k", "a\nb"),
        ("uberctx-a b", "1"),
        ("uberctx-ok", "1"),
    ];
    assert_eq!(baggage(&jaeger(&bad)), "ok=1");
}

#[test]
fn baggage_has_its_limits() {
    let names: Vec<String> = (0..100).map(|n| format!("uberctx-k{n}")).collect();
    let headers: Vec<_> = names.iter().map(|name| (name.as_str(), "v")).collect();
    assert_eq!(baggage(&jaeger(&headers)).split(',').count(), 64);
    let long = "v".repeat(8_190);
    assert_eq!(
        baggage(&jaeger(&[("uberctx-a", &long), ("uberctx-b", "1")])),
        format!("a={long}")
    );
}

#[test]
fn what_is_sent_can_be_read() {
    for (flags, sent) in [("1", "1"), ("0", "0"), ("3", "3"), ("2", "3")] {
        let context = jaeger(&[("uber-trace-id", &format!("{TRACE}:{SPAN}:0:{flags}"))]);
        let expected = [(
            "uber-trace-id".to_owned(),
            format!("{TRACE}:{SPAN}:0:{sent}"),
        )];
        assert_eq!(injected(&Propagator::Jaeger, &context), expected);
    }
    let context = Context::new().with_baggage([KeyValue::new("k", "a b\r\n")]);
    let expected = [("uberctx-k".to_owned(), "a%20b%0D%0A".to_owned())];
    assert_eq!(injected(&Propagator::Jaeger, &context), expected);
}
