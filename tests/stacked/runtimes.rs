//! `#[tokio::main]`: below it the span holds the runtime, above it the runtime holds the span.

use journey_tests::{span, traced as in_telemetry};
use opentelemetry::trace::Status;
use otel_runtime::traced;

use crate::{leaf, load};

#[traced]
#[tokio::main]
async fn above() -> Result<(), String> {
    load().await?;
    leaf();
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
#[traced(attrs(answer = 42))]
async fn below() -> Result<(), String> {
    load().await?;
    leaf();
    Err("shutting down".to_owned())
}

#[traced]
#[cfg_attr(test, tokio::main)]
async fn above_a_condition() {
    leaf();
}

#[test]
fn above_main() {
    let (result, spans) = in_telemetry(above);
    result.unwrap();
    spans.assert_tree("above\n  load\n  leaf");
}

#[test]
fn below_main() {
    let (result, spans) = in_telemetry(below);
    assert_eq!(result, Err("shutting down".to_owned()));
    spans.assert_tree("below error=\"shutting down\" answer=42\n  load\n  leaf");
    let status = span(&spans, "below").status;
    assert_eq!(status, Status::error("shutting down"));
}

#[test]
fn above_main_behind_a_condition() {
    let ((), spans) = in_telemetry(above_a_condition);
    spans.assert_tree("above_a_condition\n  leaf");
}
