//! `#[tokio::main]` below `#[traced]`.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[tokio::main(flavor = "current_thread")]
async fn main() {
    std::future::ready(()).await;
}
