//! What an `impl Trait` does not capture before edition 2024.
// editions: 2018 2021
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args))]
pub fn count(list: &[u8]) -> impl Fn() -> usize {
    let length = list.len();
    move || length
}
/// Lets go of the list while it keeps the closure.
#[must_use]
pub fn kept() -> usize {
    let run = {
        let list = vec![1, 2];
        count(&list)
    };
    run()
}
