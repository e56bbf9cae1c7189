#[tokio::main]
async fn main() -> Result<(), Error> {
    ::otel_runtime::__rt::future(
            {
                static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                    "main",
                    ::otel_runtime::__rt::Kind::Internal,
                    ::core::option_env!("CARGO_PKG_NAME"),
                    ::core::option_env!("CARGO_PKG_VERSION"),
                    ::core::module_path!(),
                    ::core::file!(),
                    ::core::line!(),
                );
                SITE.get()
            },
            async move {
                if let ::core::option::Option::Some(__otel_never) = ::core::option::Option::None::<
                    Result<(), Error>,
                > {
                    return __otel_never;
                }
                '_body: { serve().await }
            },
            |__otel_out, __otel_span| {
                use ::otel_runtime::__rt::probe::*;
                if let ::core::option::Option::Some(__otel_error) = (&&Outcome(
                    __otel_out,
                ))
                    .otel_failure()
                {
                    (&&&&&Cause(__otel_error)).otel_fail(__otel_span)
                }
            },
        )
        .await
}
#[must_use]
async fn count(list: &[u8]) -> usize {
    ::otel_runtime::__rt::future(
            {
                static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                    "count",
                    ::otel_runtime::__rt::Kind::Internal,
                    ::core::option_env!("CARGO_PKG_NAME"),
                    ::core::option_env!("CARGO_PKG_VERSION"),
                    ::core::module_path!(),
                    ::core::file!(),
                    ::core::line!(),
                );
                SITE.get()
            },
            async move {
                if let ::core::option::Option::Some(__otel_never) = ::core::option::Option::None::<
                    usize,
                > {
                    return __otel_never;
                }
                let list = list;
                '_body: { list.len() }
            },
            |__otel_out, __otel_span| {
                use ::otel_runtime::__rt::probe::*;
                if let ::core::option::Option::Some(__otel_error) = (&&Outcome(
                    __otel_out,
                ))
                    .otel_failure()
                {
                    (&&&&&Cause(__otel_error)).otel_fail(__otel_span)
                }
            },
        )
        .await
}
async fn forever(queue: Queue) -> ! {
    ::otel_runtime::__rt::future(
            {
                static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                    "forever",
                    ::otel_runtime::__rt::Kind::Internal,
                    ::core::option_env!("CARGO_PKG_NAME"),
                    ::core::option_env!("CARGO_PKG_VERSION"),
                    ::core::module_path!(),
                    ::core::file!(),
                    ::core::line!(),
                );
                SITE.get()
            },
            async move {
                let mut queue = queue;
                '_body: {
                    loop {
                        queue.next().await;
                    }
                }
            },
            |_, _| {},
        )
        .await
}
