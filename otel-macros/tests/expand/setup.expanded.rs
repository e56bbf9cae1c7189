fn handle(
    route: &str,
    headers: &HeaderMap,
    first: &SpanContext,
    others: &[SpanContext],
) -> u16 {
    ::otel_runtime::__rt::call::<
        u16,
        _,
        _,
    >(
        ::otel_runtime::__rt::start_with(
            {
                static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                        "handle",
                        ::otel_runtime::__rt::Kind::Internal,
                        ::core::option_env!("CARGO_PKG_NAME"),
                        ::core::option_env!("CARGO_PKG_VERSION"),
                        ::core::module_path!(),
                        ::core::file!(),
                        ::core::line!(),
                    )
                    .scope("web")
                    .names_parent();
                SITE.get()
            },
            |__otel_start| {
                if !__otel_start.when(!route.is_empty()) {
                    return;
                }
                __otel_start.name(&format!("GET {route}"));
                {
                    use ::otel_runtime::__rt::argument::*;
                    (&&&ParentOf(&headers)).otel_tell(__otel_start);
                }
                {
                    use ::otel_runtime::__rt::argument::*;
                    (&&&LinksOf(&first)).otel_tell(__otel_start);
                }
                __otel_start.link(others.iter().cloned());
            },
            |_| {},
        ),
        move || {
            #[allow(clippy::shadow_same)]
            let route = route;
            #[allow(clippy::shadow_same)]
            let headers = headers;
            #[allow(clippy::shadow_same)]
            let first = first;
            #[allow(clippy::shadow_same)]
            let others = others;
            let _ = route;
            let _ = headers;
            let _ = first;
            let _ = others;
            let current = ::otel_runtime::__rt::current_span();
            '_body: {
                current.set_attribute(route);
                200
            }
        },
        |__otel_out, __otel_span| {
            use ::otel_runtime::__rt::probe::*;
            if let ::core::option::Option::Some(__otel_error) = (&&Outcome(__otel_out))
                .otel_failure()
            {
                (&&&&&Cause(__otel_error)).otel_fail(__otel_span)
            }
        },
    )
}
fn fresh() -> u16 {
    ::otel_runtime::__rt::call::<
        u16,
        _,
        _,
    >(
        ::otel_runtime::__rt::start({
            static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                    "fresh",
                    ::otel_runtime::__rt::Kind::Internal,
                    ::core::option_env!("CARGO_PKG_NAME"),
                    ::core::option_env!("CARGO_PKG_VERSION"),
                    ::core::module_path!(),
                    ::core::file!(),
                    ::core::line!(),
                )
                .root();
            SITE.get()
        }),
        move || { '_body: { 200 } },
        |__otel_out, __otel_span| {
            use ::otel_runtime::__rt::probe::*;
            if let ::core::option::Option::Some(__otel_error) = (&&Outcome(__otel_out))
                .otel_failure()
            {
                (&&&&&Cause(__otel_error)).otel_fail(__otel_span)
            }
        },
    )
}
fn elsewhere() -> u16 {
    my_app::telemetry::__rt::call::<
        u16,
        _,
        _,
    >(
        my_app::telemetry::__rt::start({
            static SITE: my_app::telemetry::__rt::CallSite = my_app::telemetry::__rt::CallSite::new(
                "elsewhere",
                my_app::telemetry::__rt::Kind::Internal,
                ::core::option_env!("CARGO_PKG_NAME"),
                ::core::option_env!("CARGO_PKG_VERSION"),
                ::core::module_path!(),
                ::core::file!(),
                ::core::line!(),
            );
            SITE.get()
        }),
        move || { '_body: { 200 } },
        |__otel_out, __otel_span| {
            use my_app::telemetry::__rt::probe::*;
            if let ::core::option::Option::Some(__otel_error) = (&&Outcome(__otel_out))
                .otel_failure()
            {
                (&&&&&Cause(__otel_error)).otel_fail(__otel_span)
            }
        },
    )
}
