//! Scoped threads that borrow arguments.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn sum(list: &[u8], total: &mut u32) -> usize {
    let (left, right) = list.split_at(list.len() / 2);
    let length = std::thread::scope(|scope| {
        let one = scope.spawn(|| left.len());
        let two = scope.spawn(|| right.len());
        one.join().unwrap_or(0) + two.join().unwrap_or(0)
    });
    *total += 1;
    length
}
