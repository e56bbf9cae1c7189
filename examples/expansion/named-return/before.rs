//! A return type with a name of its own: rustc tells whether it stands for a boxed future or stream.

use std::pin::Pin;

use otel_runtime::traced;

pub type ResponseFuture = Pin<Box<dyn Future<Output = u16> + Send>>;

#[traced]
pub fn respond(found: bool) -> ResponseFuture {
    if found {
        return Box::pin(async { 200 });
    }
    Box::pin(std::future::ready(404))
}

fn main() {
    drop(respond(true));
}
