//! Labels, of which one has the name of the macro's own.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn labelled(value: u8) -> u8 {
    let one = '_body: {
        if value > 3 {
            break '_body 1;
        }
        2
    };
    'outer: loop {
        loop {
            break 'outer one;
        }
    }
}
