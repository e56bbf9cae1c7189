//! Inference that goes from the return type through closures.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok, err(debug)))]
pub fn sum(list: &[&str]) -> Result<u32, std::num::ParseIntError> {
    list.iter()
        .try_fold(0, |sum, text| Ok(sum + text.parse::<u32>()?))
}
