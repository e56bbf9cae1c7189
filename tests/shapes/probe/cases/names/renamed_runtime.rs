//! The runtime under another name.
mod telemetry {
    #[cfg(any(traced, full))]
    pub(crate) use otel_runtime as inner;
}
/// The shape.
#[cfg_attr(traced, telemetry::inner::traced(crate = crate::telemetry::inner))]
#[cfg_attr(full, telemetry::inner::traced(crate = crate::telemetry::inner, args, ok))]
pub fn add(left: u8) -> Result<u8, String> {
    if left > 0 { Ok(left) } else { Err(String::new()) }
}
