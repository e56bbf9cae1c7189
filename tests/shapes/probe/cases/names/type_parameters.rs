//! Type parameters named as the runtime's.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn make<F, O, R, T, E, SITE>(value: F, other: O, rest: (R, T, SITE)) -> Result<F, E>
where
    E: From<(O, R, T, SITE)>,
    bool: From<R>,
    R: Clone,
{
    if bool::from(rest.0.clone()) {
        Ok(value)
    } else {
        Err((other, rest.0, rest.1, rest.2).into())
    }
}
