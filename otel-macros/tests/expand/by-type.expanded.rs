fn boxed(id: u64) -> BoxStream<'static, u64> {
    ::otel_runtime::__rt::run(|| {
            use ::otel_runtime::__rt::by_type::via::*;
            (&&::otel_runtime::__rt::by_type::Returned::<BoxStream<'static, u64>>::new())
                .otel_form()
        })
        .otel_start({
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
        })
        .otel_call(
            move || {
                let id = id;
                '_body: { stream::iter(0..id).boxed() }
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
fn call(&mut self, request: Request) -> ResponseFuture {
    ::otel_runtime::__rt::run(|| {
            use ::otel_runtime::__rt::by_type::via::*;
            (&&::otel_runtime::__rt::by_type::Returned::<ResponseFuture>::new())
                .otel_form()
        })
        .otel_start_with(
            {
                static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                    "call",
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
                    .set(
                        ::otel_runtime::__rt::Key::encoded(b"\n\x03uri"),
                        &request.uri(),
                    );
            },
        )
        .otel_call(
            move || {
                #[allow(clippy::shadow_same)]
                let request = request;
                let _ = request;
                '_body: { self.inner.call(request).boxed() }
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
fn ends_with_a_block(&self) -> BoxFuture<'_, u64> {
    Box::pin(
        ::otel_runtime::__rt::future(
            {
                static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                    "ends_with_a_block",
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
                    <BoxFuture<'_, u64> as ::core::future::Future>::Output,
                > {
                    return never;
                }
                '_body: { self.id }
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
fn of_any_lifetime<T>(id: u64) -> BoxFuture<'static, T> {
    ::otel_runtime::__rt::call::<
        BoxFuture<'static, T>,
        _,
        _,
    >(
        ::otel_runtime::__rt::start({
            static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                "of_any_lifetime",
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
            '_body: { other(id) }
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
