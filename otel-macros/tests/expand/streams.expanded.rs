fn countdown(from: u32) -> impl Stream<Item = Result<u32, Error>> + Send {
    ::otel_runtime::__rt::prepared_stream::<
        Result<u32, Error>,
        _,
        _,
    >(
        ::otel_runtime::__rt::prepare({
            static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                "countdown",
                ::otel_runtime::__rt::Kind::Internal,
                ::core::option_env!("CARGO_PKG_NAME"),
                ::core::option_env!("CARGO_PKG_VERSION"),
                ::core::module_path!(),
                ::core::file!(),
                ::core::line!(),
            );
            &SITE
        }),
        ::otel_runtime::__rt::run::<
            _,
            _,
        >(move || {
            let from = from;
            '_body: { stream::iter((0..from).rev().map(Ok)) }
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
fn evaluated_at_the_call(id: &u64) -> impl Stream<Item = ()> + use<'_> {
    ::otel_runtime::__rt::prepared_stream::<
        (),
        _,
        _,
    >(
        ::otel_runtime::__rt::prepare_with(
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
            '_body: {
                if *id == 0 {
                    return empty();
                }
                orders(id)
            }
        }),
        |_, _| {},
    )
}
fn more_than_a_stream() -> impl Stream<Item = u8> + FusedStream {
    ::otel_runtime::__rt::call::<
        _,
        _,
        _,
    >(
        ::otel_runtime::__rt::start({
            static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                "more_than_a_stream",
                ::otel_runtime::__rt::Kind::Internal,
                ::core::option_env!("CARGO_PKG_NAME"),
                ::core::option_env!("CARGO_PKG_VERSION"),
                ::core::module_path!(),
                ::core::file!(),
                ::core::line!(),
            );
            &SITE
        }),
        move || { '_body: { stream::empty() } },
        |out, span| {
            use ::otel_runtime::__rt::probe::*;
            if let ::core::option::Option::Some(error) = (&&Outcome(out)).otel_failure()
            {
                (&&&&&Cause(error)).otel_fail(span)
            }
        },
    )
}
