fn load(id: u64) -> Result<Vec<Row>, Failed> {
    ::otel_runtime::__rt::call::<
        Result<Vec<Row>, Failed>,
        _,
        _,
    >(
        ::otel_runtime::__rt::start_with(
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
                SITE.get()
            },
            |_| {},
            |__otel_attributes| {
                __otel_attributes
                    .set(::otel_runtime::__rt::Key::encoded(b"\n\x04rows"), &0);
            },
        ),
        move || {
            #[allow(clippy::shadow_same)]
            let id = id;
            let _ = id;
            '_body: { rows(id) }
        },
        move |__otel_out, __otel_span| {
            {
                use ::otel_runtime::__rt::probe::*;
                if let ::core::option::Option::Some(__otel_error) = (&&Outcome(
                    __otel_out,
                ))
                    .otel_failure()
                {
                    (&&&&&Cause(__otel_error)).otel_fail(__otel_span)
                }
            }
            ::otel_runtime::__rt::on_ok(
                __otel_out,
                __otel_span,
                |#[allow(unused_variables)] ok, __otel_attributes| {
                    __otel_attributes.repeats();
                    __otel_attributes
                        .set(
                            ::otel_runtime::__rt::Key::encoded(b"\n\x04rows"),
                            &ok.len(),
                        );
                    __otel_attributes
                        .set(::otel_runtime::__rt::Key::encoded(b"\n\x02id"), &id);
                },
            );
            ::otel_runtime::__rt::on_err(
                __otel_out,
                __otel_span,
                |#[allow(unused_variables)] err, __otel_attributes| {
                    match &err.code() {
                        __otel_value => {
                            match ::otel_runtime::__rt::Mask::Redact {
                                __otel_mask => {
                                    use ::otel_runtime::__rt::probe::*;
                                    (&&&&MaskedArgument(__otel_value))
                                        .otel_record_masked(
                                            __otel_attributes,
                                            ::otel_runtime::__rt::Key::encoded(b"\n\x04code"),
                                            __otel_mask,
                                        );
                                }
                            }
                        }
                    }
                },
            );
        },
    )
}
fn find(
    __arg0: (u64, u64),
) -> impl ::core::future::Future<Output = Result<Row, Failed>> {
    ::otel_runtime::__rt::future(
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
            SITE.get()
        },
        async move {
            if let ::core::option::Option::Some(__otel_never) = ::core::option::Option::None::<
                Result<Row, Failed>,
            > {
                return __otel_never;
            }
            let __arg0 = __arg0;
            let (id, _) = __arg0;
            let _ = id;
            '_body: { row(id).await }
        },
        move |__otel_out, __otel_span| {
            #[allow(clippy::pattern_type_mismatch)]
            let (id, _) = &__arg0;
            let _ = (&id,);
            if let ::core::option::Option::Some(__otel_error) = ::otel_runtime::__rt::error_of(
                __otel_out,
            ) {
                #[allow(unused_variables)]
                let err = __otel_error;
                ::otel_runtime::__rt::error_type(&err.code(), __otel_span);
                let __otel_expected = match err {
                    NotFound | Conflict { .. } if id > 0 => true,
                    #[allow(unreachable_patterns)]
                    _ => false,
                };
                if __otel_expected {
                    ::otel_runtime::__rt::expect(__otel_error, __otel_span);
                } else {
                    use ::otel_runtime::__rt::probe::*;
                    ::otel_runtime::__rt::fail_display(__otel_error, __otel_span)
                }
            }
        },
    )
}
fn lookup(id: u64) -> Option<Row> {
    ::otel_runtime::__rt::call::<
        Option<Row>,
        _,
        _,
    >(
        ::otel_runtime::__rt::start({
            static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                "lookup",
                ::otel_runtime::__rt::Kind::Internal,
                ::core::option_env!("CARGO_PKG_NAME"),
                ::core::option_env!("CARGO_PKG_VERSION"),
                ::core::module_path!(),
                ::core::file!(),
                ::core::line!(),
            );
            SITE.get()
        }),
        move || {
            let id = id;
            '_body: { cached(id) }
        },
        move |__otel_out, __otel_span| {
            {
                use ::otel_runtime::__rt::probe::*;
                if let ::core::option::Option::Some(__otel_error) = (&&Outcome(
                    __otel_out,
                ))
                    .otel_failure()
                {
                    (&&&&&Cause(__otel_error)).otel_fail(__otel_span)
                }
            }
            ::otel_runtime::__rt::fail_none(__otel_out, __otel_span);
            ::otel_runtime::__rt::on_return(
                __otel_out,
                __otel_span,
                |#[allow(unused_variables)] ret, __otel_attributes| {
                    __otel_attributes
                        .set(
                            ::otel_runtime::__rt::Key::encoded(b"\n\x05found"),
                            &ret.is_some(),
                        );
                },
            );
        },
    )
}
fn lone_name() -> Result<(), Failed> {
    ::otel_runtime::__rt::call::<
        Result<(), Failed>,
        _,
        _,
    >(
        ::otel_runtime::__rt::start({
            static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                "lone_name",
                ::otel_runtime::__rt::Kind::Internal,
                ::core::option_env!("CARGO_PKG_NAME"),
                ::core::option_env!("CARGO_PKG_VERSION"),
                ::core::module_path!(),
                ::core::file!(),
                ::core::line!(),
            );
            SITE.get()
        }),
        move || { '_body: { Err(Missing) } },
        move |__otel_out, __otel_span| {
            if let ::core::option::Option::Some(__otel_error) = ::otel_runtime::__rt::error_of(
                __otel_out,
            ) {
                #[allow(unused_variables)]
                let err = __otel_error;
                if false {
                    ::otel_runtime::__rt::same_type(err, &Missing);
                }
                let __otel_expected = match err {
                    Missing => true,
                    #[allow(unreachable_patterns)]
                    _ => false,
                };
                if __otel_expected {
                    ::otel_runtime::__rt::expect(__otel_error, __otel_span);
                } else {
                    use ::otel_runtime::__rt::probe::*;
                    (&&&&&Cause(__otel_error)).otel_fail(__otel_span)
                }
            }
        },
    )
}
