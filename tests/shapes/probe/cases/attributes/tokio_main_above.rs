//! `#[tokio::main]` above `#[traced]`.
#[tokio::main]
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
async fn main() -> Result<(), std::io::Error> {
    std::future::ready(()).await;
    Ok(())
}
