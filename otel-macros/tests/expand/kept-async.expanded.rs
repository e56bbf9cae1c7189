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
                &SITE
            },
            async move {
                if let ::core::option::Option::Some(never) = ::core::option::Option::None::<
                    Result<(), Error>,
                > {
                    return never;
                }
                '_body: { serve().await }
            },
            |out, span| {
                use ::otel_runtime::__rt::probe::*;
                if let ::core::option::Option::Some(error) = (&&Outcome(out))
                    .otel_failure()
                {
                    (&&&&&Cause(error)).otel_fail(span)
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
                &SITE
            },
            async move {
                if let ::core::option::Option::Some(never) = ::core::option::Option::None::<
                    usize,
                > {
                    return never;
                }
                let list = list;
                '_body: { list.len() }
            },
            |out, span| {
                use ::otel_runtime::__rt::probe::*;
                if let ::core::option::Option::Some(error) = (&&Outcome(out))
                    .otel_failure()
                {
                    (&&&&&Cause(error)).otel_fail(span)
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
                &SITE
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
