//! A function that returns a boxed future: the async block at its end is wrapped where it stands.

use std::pin::Pin;

use otel_runtime::traced;

#[traced(attrs(user.id = *id))]
pub fn load(id: &u64) -> Pin<Box<dyn Future<Output = u64> + Send + 'static>> {
    let id = *id;
    Box::pin(async move { id + 1 })
}

fn main() {
    drop(load(&1));
}
