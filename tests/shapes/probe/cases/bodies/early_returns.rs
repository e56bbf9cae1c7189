//! `return` in a loop, a match, a closure and an async block.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn search(list: &[u8]) -> Option<u8> {
    let zero = || {
        if list.is_empty() {
            return 1;
        }
        0
    };
    for one in list {
        match one {
            0 => return None,
            1 => continue,
            _ if *one > zero() => return Some(*one),
            _ => break,
        }
    }
    None
}
