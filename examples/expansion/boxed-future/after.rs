//! A function that returns a boxed future: the async block at its end is wrapped where it stands.
use std::pin::Pin;
pub fn load(id: &u64) -> Pin<Box<dyn Future<Output = u64> + Send + 'static>> {
    let prepared = ::otel_runtime::__rt::prepare_with(
        {
            static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                "load",
                ::otel_runtime::__rt::Kind::Internal,
                ::core::option_env!("CARGO_PKG_NAME"),
                ::core::option_env!("CARGO_PKG_VERSION"),
                ::core::module_path!(),
                ::core::file!(),
                ::core::line!(),
            );
            &SITE
        },
        |_| {},
        |attributes| {
            attributes.set(::otel_runtime::__rt::Key::encoded(b"\n\x07user.id"), &*id);
        },
    );
    let id = *id;
    Box::pin(
        ::otel_runtime::__rt::prepared_future(
            prepared,
            async move {
                if let ::core::option::Option::Some(never) = ::core::option::Option::None::<
                    u64,
                > {
                    return never;
                }
                '_body: { id + 1 }
            },
            |out, span| {
                use ::otel_runtime::__rt::probe::*;
                if let ::core::option::Option::Some(error) = (&&Outcome(out))
                    .otel_failure()
                {
                    (&&&&&Cause(error)).otel_fail(span)
                }
            },
        ),
    )
}
fn main() {
    drop(load(&1));
}
