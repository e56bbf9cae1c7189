//! Methods, with `self` by reference and by value.

use otel_runtime::traced;

/// Counts.
#[derive(Debug, Default)]
pub struct Counter {
    count: u64,
}

impl Counter {
    /// Adds to the count.
    #[traced(name = format!("add {step}"), attrs(counter.before = self.count))]
    pub fn add(&mut self, step: u64) -> &mut u64 {
        self.count += step;
        &mut self.count
    }

    /// Gives the count.
    #[traced(kind = internal, span = current)]
    pub fn finish(self) -> u64 {
        let _ = current;
        self.count
    }
}

fn main() {
    let mut counter = Counter::default();
    counter.add(1);
    counter.finish();
}
