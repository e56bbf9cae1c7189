//! A path that is longer than it has to be.
// warns: unused_qualifications
use std::io;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn long(kind: std::io::ErrorKind) -> io::ErrorKind {
    kind
}
