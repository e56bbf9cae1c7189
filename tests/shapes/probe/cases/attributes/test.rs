//! `#[test]` in both orders.
#[test]
#[cfg_attr(traced, otel_runtime::traced)]
fn above() {}
#[cfg_attr(traced, otel_runtime::traced)]
#[test]
fn below() -> Result<(), String> {
    Ok(())
}
