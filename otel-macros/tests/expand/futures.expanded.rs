fn bare(id: u64) -> impl Future<Output = u64> + Send {
    ::otel_runtime::__rt::future(
        {
            static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                "bare",
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
            '_body: { id }
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
fn evaluated_at_the_call(
    id: &u64,
) -> Pin<Box<dyn Future<Output = u64> + Send + 'static>> {
    let prepared = ::otel_runtime::__rt::prepare_with(
        {
            static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                "evaluated_at_the_call",
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
            attributes.set(::otel_runtime::__rt::Key::encoded(b"\n\x07user.id"), &id);
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
                '_body: { id }
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
fn made_elsewhere(id: u64) -> futures::future::BoxFuture<'static, u64> {
    ::otel_runtime::__rt::run(|| {
            use ::otel_runtime::__rt::by_type::via::*;
            (&&::otel_runtime::__rt::by_type::Returned::<
                futures::future::BoxFuture<'static, u64>,
            >::new())
                .otel_form()
        })
        .otel_start({
            static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                "made_elsewhere",
                ::otel_runtime::__rt::Kind::Internal,
                ::core::option_env!("CARGO_PKG_NAME"),
                ::core::option_env!("CARGO_PKG_VERSION"),
                ::core::module_path!(),
                ::core::file!(),
                ::core::line!(),
            );
            &SITE
        })
        .otel_call(
            move || {
                let id = id;
                '_body: {
                    if id == 0 {
                        return Box::pin(ready(0));
                    }
                    other(id)
                }
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
}
fn opaque(id: u64) -> impl Future<Output = Result<u64, Error>> {
    ::otel_runtime::__rt::prepared_future::<
        Result<u64, Error>,
        _,
        _,
    >(
        ::otel_runtime::__rt::prepare_with(
            {
                static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                    "opaque",
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
                    .set(::otel_runtime::__rt::Key::encoded(b"\n\x07user.id"), &id);
            },
        ),
        ::otel_runtime::__rt::run::<
            _,
            _,
        >(move || {
            #[allow(clippy::shadow_same)]
            let id = id;
            let _ = id;
            '_body: { ready(Ok(id)) }
        }),
        |out, span| {
            use ::otel_runtime::__rt::probe::*;
            if let ::core::option::Option::Some(error) = (&&Outcome(out)).otel_failure()
            {
                (&&&&&Cause(error)).otel_fail(span)
            }
        },
    )
}
fn more_than_a_future(id: u64) -> impl Future<Output = u64> + Clone {
    ::otel_runtime::__rt::call::<
        _,
        _,
        _,
    >(
        ::otel_runtime::__rt::start({
            static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                "more_than_a_future",
                ::otel_runtime::__rt::Kind::Internal,
                ::core::option_env!("CARGO_PKG_NAME"),
                ::core::option_env!("CARGO_PKG_VERSION"),
                ::core::module_path!(),
                ::core::file!(),
                ::core::line!(),
            );
            &SITE
        }),
        move || {
            let id = id;
            '_body: { ready(id) }
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
