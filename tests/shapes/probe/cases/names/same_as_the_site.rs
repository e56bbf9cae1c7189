//! Constants in lower case with the names of our locals (`out`, `span`, `error`, ..).
// does not compile traced: a pattern of ours is taken for the constant
#[allow(non_upper_case_globals, dead_code)]
const left: u8 = 1;
#[allow(non_upper_case_globals, dead_code)]
const never: u8 = 1;
#[allow(non_upper_case_globals, dead_code)]
const out: u8 = 1;
#[allow(non_upper_case_globals, dead_code)]
const span: u8 = 1;
#[allow(non_upper_case_globals, dead_code)]
const error: u8 = 1;
#[allow(non_upper_case_globals, dead_code)]
const attributes: u8 = 1;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok, err(debug)))]
pub fn make(value: u8) -> Result<u8, String> {
    if value > 0 {
        Ok(value)
    } else {
        Err(String::new())
    }
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok, err(debug)))]
pub async fn make_async(value: u8) -> Result<u8, String> {
    std::future::ready(()).await;
    if value > 0 {
        Ok(value)
    } else {
        Err(String::new())
    }
}
