fn record(id: u64, user: &User, failure: Failure) -> bool {
    ::otel_runtime::__rt::call::<
        bool,
        _,
        _,
    >(
        ::otel_runtime::__rt::start_with(
            {
                static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                    "record",
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
                attributes
                    .set(::otel_runtime::__rt::Key::encoded(b"\n\x07user.id"), &user.id);
                attributes
                    .set(
                        ::otel_runtime::__rt::Key::encoded(b"\n\tuser.name"),
                        &user.name,
                    );
                attributes.set(::otel_runtime::__rt::Key::encoded(b"\n\x07any key"), &1);
                attributes
                    .set(::otel_runtime::__rt::Key::text(&keys::REGION), &region());
                attributes
                    .display(::otel_runtime::__rt::Key::encoded(b"\n\x04user"), &user);
                attributes
                    .debug(::otel_runtime::__rt::Key::encoded(b"\n\x05error"), &failure);
                attributes
                    .set(::otel_runtime::__rt::Key::encoded(b"\n\x03sum"), &(id + 1));
            },
        ),
        move || {
            #[allow(clippy::shadow_same)]
            let id = id;
            #[allow(clippy::shadow_same)]
            let user = user;
            #[allow(clippy::shadow_same)]
            let failure = failure;
            let _ = id;
            let _ = user;
            let _ = failure;
            '_body: { id > 0 }
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
fn all(id: u64, __arg1: (u8, u8), __arg2: u8, #[cfg(feature = "more")] more: bool) {
    ::otel_runtime::__rt::call::<
        (),
        _,
        _,
    >(
        ::otel_runtime::__rt::start_with(
            {
                static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                    "all",
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
                #[allow(clippy::pattern_type_mismatch)]
                let (left, right) = &__arg1;
                let _ = (&left, &right);
                {
                    use ::otel_runtime::__rt::probe::*;
                    (&&&&Argument(&id))
                        .otel_record(
                            attributes,
                            ::otel_runtime::__rt::Key::encoded(b"\n\x02id"),
                        );
                }
                {
                    use ::otel_runtime::__rt::probe::*;
                    (&&&&Argument(&left))
                        .otel_record(
                            attributes,
                            ::otel_runtime::__rt::Key::encoded(b"\n\x04left"),
                        );
                }
                {
                    use ::otel_runtime::__rt::probe::*;
                    (&&&&Argument(&right))
                        .otel_record(
                            attributes,
                            ::otel_runtime::__rt::Key::encoded(b"\n\x05right"),
                        );
                }
                #[cfg(feature = "more")]
                {
                    use ::otel_runtime::__rt::probe::*;
                    (&&&&Argument(&more))
                        .otel_record(
                            attributes,
                            ::otel_runtime::__rt::Key::encoded(b"\n\x04more"),
                        );
                }
            },
        ),
        move || {
            #[allow(clippy::shadow_same)]
            let id = id;
            let __arg1 = __arg1;
            let (left, right) = __arg1;
            let __arg2 = __arg2;
            let _ = __arg2;
            #[allow(clippy::shadow_same)]
            #[cfg(feature = "more")]
            let more = more;
            let _ = id;
            let _ = left;
            let _ = right;
            #[cfg(feature = "more")]
            let _ = more;
            '_body: {}
        },
        |_, _| {},
    )
}
