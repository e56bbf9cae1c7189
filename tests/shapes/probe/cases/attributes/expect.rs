//! `#[expect]` that what the body does fulfils.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[expect(unused_variables, unreachable_code)]
pub fn quiet(value: u8) -> u8 {
    let unused = 1;
    return value;
    2
}
