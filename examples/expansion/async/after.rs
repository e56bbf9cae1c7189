//! An async function: the span starts at the first poll and is current while the future is polled.
pub fn greet(id: u64) -> impl ::core::future::Future<Output = String> {
    ::otel_runtime::__rt::future_with(
        {
            static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                "greet",
                ::otel_runtime::__rt::Kind::Server,
                ::core::option_env!("CARGO_PKG_NAME"),
                ::core::option_env!("CARGO_PKG_VERSION"),
                ::core::module_path!(),
                ::core::file!(),
                ::core::line!(),
            );
            &SITE
        },
        async move {
            if let ::core::option::Option::Some(never) = ::core::option::Option::None::<
                String,
            > {
                return never;
            }
            ::otel_runtime::__rt::first_poll(
                |_| {},
                |attributes| {
                    attributes
                        .set(::otel_runtime::__rt::Key::encoded(b"\n\x07user.id"), &id);
                },
            );
            #[allow(clippy::shadow_same)]
            let id = id;
            let _ = id;
            '_body: {
                let name = std::future::ready("Ada").await;
                format!("{id}: {name}")
            }
        },
        |out, span| {
            use ::otel_runtime::__rt::probe::*;
            if let ::core::option::Option::Some(error) = (&&Outcome(out)).otel_failure()
            {
                (&&&&&Cause(error)).otel_fail(span)
            }
        },
    )
}
fn main() {
    drop(greet(1));
}
