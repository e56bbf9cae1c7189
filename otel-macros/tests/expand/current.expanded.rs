fn load(id: u64) -> Result<Vec<Row>, Failed> {
    ::otel_runtime::__rt::current::call::<
        Result<Vec<Row>, Failed>,
        _,
        _,
    >(
        ::otel_runtime::__rt::current::start_with(
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
                attributes
                    .set(::otel_runtime::__rt::Key::encoded(b"\n\x07cart.id"), &id);
            },
        ),
        move || {
            #[allow(clippy::shadow_same)]
            let id = id;
            let _ = id;
            '_body: { rows(id) }
        },
        move |out, span| {
            {
                use ::otel_runtime::__rt::probe::*;
                if let ::core::option::Option::Some(error) = (&&Outcome(out))
                    .otel_failure()
                {
                    (&&&&&Cause(error)).otel_fail(span)
                }
            }
            ::otel_runtime::__rt::on_ok(
                out,
                span,
                |#[allow(unused_variables)] ok, attributes| {
                    attributes
                        .set(
                            ::otel_runtime::__rt::Key::encoded(b"\n\x04rows"),
                            &ok.len(),
                        );
                },
            );
        },
    )
}
fn find(id: u64) -> impl ::core::future::Future<Output = u64> {
    ::otel_runtime::__rt::current::future_with(
        {
            static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                "find",
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
                u64,
            > {
                return never;
            }
            ::otel_runtime::__rt::current::first_poll(
                |_| {},
                |attributes| {
                    attributes.set(::otel_runtime::__rt::Key::encoded(b"\n\x02id"), &id);
                },
            );
            #[allow(clippy::shadow_same)]
            let id = id;
            let _ = id;
            '_body: { row(id).await }
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
fn boxed() -> Pin<Box<dyn Future<Output = io::Result<()>> + Send>> {
    Box::pin(
        ::otel_runtime::__rt::current::future(
            {
                static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                    "boxed",
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
                    io::Result<()>,
                > {
                    return never;
                }
                '_body: { work().await }
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
#[track_caller]
fn located(id: u64) {
    let _span = ::otel_runtime::__rt::current::start_with(
        {
            static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                "located",
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
            {
                use ::otel_runtime::__rt::probe::*;
                (&&&&Argument(&id))
                    .otel_record(
                        attributes,
                        ::otel_runtime::__rt::Key::encoded(b"\n\x02id"),
                    );
            }
        },
    );
    '_body: {}
}
