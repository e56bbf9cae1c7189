#![deny(dead_code)]

use otel_runtime::traced;

#[traced]
fn never_called() {}

#[traced(args)]
async fn never_called_async(id: u64) -> u64 {
    id
}

struct Service;

impl Service {
    #[traced]
    fn never_called(&self) {}
}

fn main() {
    let _ = Service;
}
