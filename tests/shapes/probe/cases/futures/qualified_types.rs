//! `Pin`, `Box` and `Future` by their full paths.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn load(
    id: u8,
) -> ::std::pin::Pin<
    ::std::boxed::Box<dyn ::core::future::Future<Output = u8> + ::core::marker::Send>,
> {
    ::std::boxed::Box::pin(async move { id })
}
