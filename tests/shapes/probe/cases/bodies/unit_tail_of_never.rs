//! A unit function whose tail is of type `!`.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn leave(really: bool) {
    if !really {
        return;
    }
    std::process::exit(0)
}
