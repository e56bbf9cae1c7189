fn trimmer(
    end: char,
) -> impl ::core::future::Future<Output = impl Fn(&str) -> &str + Send> {
    ::otel_runtime::__rt::future(
        {
            static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                "trimmer",
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
            let end = end;
            let mut __otel_kept;
            ::otel_runtime::__rt::signature::like::<
                dyn Fn(&str) -> &str + '_,
            >(
                ::otel_runtime::__rt::signature::keep(
                    '__otel_value: {
                        if let ::core::option::Option::Some(__otel_never) = ::core::option::Option::None {
                            break '__otel_value __otel_never;
                        }
                        '_body: { move |text| text.trim_end_matches(end) }
                    },
                    {
                        __otel_kept = ::core::option::Option::None;
                        &mut __otel_kept
                    },
                ),
            );
            ::otel_runtime::__rt::signature::kept(__otel_kept)
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
