//! `&String` to `&str`, `&mut` to `&`, `&Vec` to a slice.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn text<'a>(text: &'a String, list: &'a mut Vec<u8>) -> (&'a str, &'a [u8]) {
    (text, list)
}
