//! Types of the user's with the names of the runtime's probes.
/// A type.
#[derive(Debug)]
pub struct Outcome(pub u8);
/// A type.
#[derive(Debug)]
pub struct Cause(pub u8);
/// A type.
#[derive(Debug)]
pub struct Argument(pub u8);
/// A type.
#[derive(Debug)]
pub struct CallSite;
/// A constant.
pub const SITE: CallSite = CallSite;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn make(value: Outcome, other: Argument) -> Result<CallSite, Cause> {
    if value.0 > 0 {
        Ok(SITE)
    } else {
        Err(Cause(other.0))
    }
}
