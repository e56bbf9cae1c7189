//! `io::Result`, an alias.
use std::io;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok, err(debug)))]
pub fn read(path: &std::path::Path) -> io::Result<String> {
    std::fs::read_to_string(path)
}
