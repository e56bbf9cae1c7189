//! Secrets.

use journey_tests::{builder, span, traced, values};
use otel_runtime::traced;

fn stars(text: &str) -> String {
    "*".repeat(text.len())
}

fn breaks(_: &str) -> String {
    std::panic::resume_unwind(Box::new("mask"))
}

#[traced(
    args(card, mail, password, pin, count),
    attrs(token = secret),
    mask(card = last4, mail = email, password, token = hash, pin = stars, count)
)]
fn masked(card: &str, mail: String, password: &str, secret: &str, pin: &str, count: u64) {
    let _ = (card, mail, password, secret, pin, count);
}

#[test]
fn masked_values_never_show() {
    let ((), spans) = traced(|| {
        masked(
            "4111111111111234",
            "ada@example.com".to_owned(),
            "hunter2",
            "s3cret",
            "1234",
            9,
        );
    });
    spans.assert_tree(
        r#"masked card="****1234" mail="a***@example.com" password="[REDACTED]" pin="****" count="[REDACTED]" token=*"#,
    );
    let span = span(&spans, "masked");
    assert_eq!(values(&span, "token")[0].as_str().len(), 16);
    let all = format!("{span:?}");
    for secret in ["4111", "ada@", "hunter2", "s3cret", "1234\"", "I64(9)"] {
        let kept = secret == "1234\"";
        assert_eq!(all.contains(secret), kept, "{secret} in {all}");
    }
}

#[traced(args(secret), mask(secret = hash))]
fn hashed(secret: &str) {
    let _ = secret;
}

#[test]
fn equal_keys_make_equal_hashes() {
    let hash = |key: &str| {
        let (builder, spans) = builder();
        let telemetry = builder.mask_key(key).build().unwrap();
        telemetry.scope(|| hashed("value"));
        telemetry.flush().unwrap();
        values(&span(&spans, "hashed"), "secret")
    };
    assert_eq!(hash("0123456789abcdef"), hash("0123456789abcdef"));
    assert_ne!(hash("0123456789abcdef"), hash("0123456789abcdeX"));
}

#[traced(args(secret), mask(secret = breaks))]
fn broken(secret: &str) {
    let _ = secret;
}

#[test]
fn a_mask_that_panics_leaves_the_value_out() {
    let ((), spans) = traced(|| broken("value"));
    spans.assert_tree("broken");
    assert!(span(&spans, "broken").attributes.is_empty());
}
