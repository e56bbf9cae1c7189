//! `-> !` by a call and by `process::exit`.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn leave(code: i32) -> ! {
    if code > 3 {
        std::process::abort()
    }
    std::process::exit(code)
}
