//! A function with the name of a module, a type and a macro.
/// A module.
pub mod load {}
macro_rules! load {
    () => {
        1
    };
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn load(load: u8) -> u8 {
    load + load!()
}
