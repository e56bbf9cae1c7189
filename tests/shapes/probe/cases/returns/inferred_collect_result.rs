//! `collect` into a `Result` by the return type, async.
use std::collections::BTreeMap;
use std::num::ParseIntError;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok, err(debug)))]
#[allow(clippy::unused_async)]
pub async fn parsed(list: &[&str]) -> Result<BTreeMap<u8, u8>, ParseIntError> {
    list.iter().map(|one| Ok((one.parse()?, 1))).collect()
}
