//! Tests that are traced: the harness runs them, and so do the tests that look at their spans.

use journey_tests::{span, traced as in_telemetry};
use opentelemetry::trace::Status;
use otel_runtime::traced;

use crate::{leaf, load};

#[traced]
#[test]
fn above_test() {
    leaf();
}

#[test]
#[traced]
fn below_test() -> Result<(), String> {
    leaf();
    Ok(())
}

#[traced]
#[tokio::test]
async fn above_tokio_test() -> Result<(), String> {
    load().await.map(drop)
}

#[tokio::test(flavor = "multi_thread")]
#[traced]
async fn below_tokio_test() {
    load().await.unwrap();
}

#[traced]
#[test]
#[should_panic(expected = "on purpose")]
fn above_should_panic() {
    leaf();
    panic!("on purpose");
}

#[should_panic(expected = "on purpose")]
#[tokio::test]
#[traced]
async fn below_should_panic() {
    load().await.unwrap();
    panic!("on purpose");
}

#[test]
fn every_test_has_its_span() {
    let ((), spans) = in_telemetry(above_test);
    spans.assert_tree("above_test\n  leaf");
    let (result, spans) = in_telemetry(below_test);
    result.unwrap();
    spans.assert_tree("below_test\n  leaf");
    let (result, spans) = in_telemetry(above_tokio_test);
    result.unwrap();
    spans.assert_tree("above_tokio_test\n  load");
    let ((), spans) = in_telemetry(below_tokio_test);
    spans.assert_tree("below_tokio_test\n  load");
}

#[test]
fn a_test_that_should_panic_does() {
    for (name, test) in [
        ("above_should_panic", above_should_panic as fn()),
        ("below_should_panic", below_should_panic),
    ] {
        let (caught, spans) = in_telemetry(|| std::panic::catch_unwind(test));
        assert!(caught.is_err());
        let status = span(&spans, name).status;
        assert!(
            matches!(&status, Status::Error { description } if description.contains("on purpose")),
            "{name}: {status:?}"
        );
    }
}
