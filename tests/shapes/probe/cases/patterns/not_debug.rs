//! Arguments that cannot be shown: closures, trait objects, generics.
// fails under: T
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn apply<F: FnOnce(u8) -> u8, T>(run: F, dynamic: &dyn Fn(u8) -> u8, any: T) -> (u8, T) {
    (dynamic(run(1)), any)
}
