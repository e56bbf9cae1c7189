//! A future that is not `Send`.
// fails under: C
use std::rc::Rc;
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub async fn share(text: Rc<str>) -> Rc<str> {
    std::future::ready(()).await;
    text
}
