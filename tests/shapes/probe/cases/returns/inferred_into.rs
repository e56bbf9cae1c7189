//! `into`, `default` and `parse` by the return type.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn pick(kind: u8) -> Result<u64, std::num::ParseIntError> {
    match kind {
        0 => Ok(kind.into()),
        1 => Ok(Default::default()),
        _ => "17".parse(),
    }
}
