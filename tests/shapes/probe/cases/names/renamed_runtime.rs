//! The runtime under another name.
#[cfg(any(traced, full))]
extern crate otel_runtime as telemetry;
/// The shape.
#[cfg_attr(traced, telemetry::traced(crate = telemetry))]
#[cfg_attr(full, telemetry::traced(crate = crate::telemetry, args, ok))]
pub fn add(left: u8) -> Result<u8, String> {
    if left > 0 {
        Ok(left)
    } else {
        Err(String::new())
    }
}
