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
                &SITE
            },
            |_| {},
            |attributes| {
                attributes.set(::otel_runtime::__rt::Key::encoded(b"\n\x04rows"), &0);
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
                    attributes.repeats();
                    attributes
                        .set(
                            ::otel_runtime::__rt::Key::encoded(b"\n\x04rows"),
                            &ok.len(),
                        );
                    attributes.set(::otel_runtime::__rt::Key::encoded(b"\n\x02id"), &id);
                },
            );
            ::otel_runtime::__rt::on_err(
                out,
                span,
                |#[allow(unused_variables)] err, attributes| {
                    match &err.code() {
                        value => {
                            match ::otel_runtime::__rt::Mask::Redact {
                                mask => {
                                    use ::otel_runtime::__rt::probe::*;
                                    (&&&&MaskedArgument(value))
                                        .otel_record_masked(
                                            attributes,
                                            ::otel_runtime::__rt::Key::encoded(b"\n\x04code"),
                                            mask,
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
            &SITE
        },
        async move {
            if let ::core::option::Option::Some(never) = ::core::option::Option::None::<
                Result<Row, Failed>,
            > {
                return never;
            }
            let __arg0 = __arg0;
            let (id, _) = __arg0;
            let _ = id;
            '_body: { row(id).await }
        },
        move |out, span| {
            #[allow(clippy::pattern_type_mismatch)]
            let (id, _) = &__arg0;
            let _ = (&id,);
            if let ::core::option::Option::Some(error) = ::otel_runtime::__rt::error_of(
                out,
            ) {
                #[allow(unused_variables)]
                let err = error;
                ::otel_runtime::__rt::error_type(&err.code(), span);
                let expected = match err {
                    NotFound | Conflict { .. } if id > 0 => true,
                    #[allow(unreachable_patterns)]
                    _ => false,
                };
                if expected {
                    ::otel_runtime::__rt::expect(error, span);
                } else {
                    use ::otel_runtime::__rt::probe::*;
                    ::otel_runtime::__rt::fail_display(error, span)
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
            &SITE
        }),
        move || {
            let id = id;
            '_body: { cached(id) }
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
            ::otel_runtime::__rt::fail_none(out, span);
            ::otel_runtime::__rt::on_return(
                out,
                span,
                |#[allow(unused_variables)] ret, attributes| {
                    attributes
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
            &SITE
        }),
        move || { '_body: { Err(Missing) } },
        move |out, span| {
            if let ::core::option::Option::Some(error) = ::otel_runtime::__rt::error_of(
                out,
            ) {
                #[allow(unused_variables)]
                let err = error;
                if false {
                    ::otel_runtime::__rt::same_type(err, &Missing);
                }
                let expected = match err {
                    Missing => true,
                    #[allow(unreachable_patterns)]
                    _ => false,
                };
                if expected {
                    ::otel_runtime::__rt::expect(error, span);
                } else {
                    use ::otel_runtime::__rt::probe::*;
                    (&&&&&Cause(error)).otel_fail(span)
                }
            }
        },
    )
}
