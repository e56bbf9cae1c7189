fn pay(
    id: u64,
    email: &str,
    card: Card,
    secret: Secret,
    token: &str,
) -> Result<(), Declined> {
    ::otel_runtime::__rt::call::<
        Result<(), Declined>,
        _,
        _,
    >(
        ::otel_runtime::__rt::start_with(
            {
                static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                    "pay",
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
                match ::otel_runtime::__rt::Mask::Hash {
                    mask => {
                        use ::otel_runtime::__rt::probe::*;
                        (&&&&MaskedArgument(&id))
                            .otel_record_masked(
                                attributes,
                                ::otel_runtime::__rt::Key::encoded(b"\n\x02id"),
                                mask,
                            );
                    }
                }
                match &email {
                    value => {
                        match ::otel_runtime::__rt::Mask::Email {
                            mask => {
                                use ::otel_runtime::__rt::probe::*;
                                (&&&&MaskedArgument(value))
                                    .otel_record_masked(
                                        attributes,
                                        ::otel_runtime::__rt::Key::encoded(b"\n\nuser.email"),
                                        mask,
                                    );
                            }
                        }
                    }
                }
                attributes
                    .masked(
                        ::otel_runtime::__rt::Key::encoded(b"\n\x04card"),
                        ::otel_runtime::__rt::Mask::Last4,
                        &card,
                    );
                attributes
                    .masked(
                        ::otel_runtime::__rt::Key::encoded(b"\n\x05trace"),
                        ::otel_runtime::__rt::Mask::Redact,
                        &::core::format_args!("{:?}", secret),
                    );
                match ::otel_runtime::__rt::Mask::Last4 {
                    mask => {
                        use ::otel_runtime::__rt::probe::*;
                        use ::otel_runtime::__rt::probe::opaque::*;
                        (&&&&MaskedArgument(&card)).otel_hide(attributes, mask);
                    }
                }
                match ::otel_runtime::__rt::Mask::Redact {
                    mask => {
                        use ::otel_runtime::__rt::probe::*;
                        use ::otel_runtime::__rt::probe::opaque::*;
                        (&&&&MaskedArgument(&secret)).otel_hide(attributes, mask);
                    }
                }
                match ::otel_runtime::__rt::Mask::Custom(crate::mask::token) {
                    mask => {
                        use ::otel_runtime::__rt::probe::*;
                        (&&&&MaskedArgument(&token)).otel_hide(attributes, mask);
                    }
                }
            },
        ),
        move || {
            #[allow(clippy::shadow_same)]
            let id = id;
            #[allow(clippy::shadow_same)]
            let email = email;
            #[allow(clippy::shadow_same)]
            let card = card;
            #[allow(clippy::shadow_same)]
            let secret = secret;
            #[allow(clippy::shadow_same)]
            let token = token;
            let _ = id;
            let _ = email;
            let _ = card;
            let _ = secret;
            let _ = token;
            '_body: { charge(card) }
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
fn open(key: &Key) -> Result<Door, Jammed> {
    ::otel_runtime::__rt::call::<
        Result<Door, Jammed>,
        _,
        _,
    >(
        ::otel_runtime::__rt::start_with(
            {
                static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                    "open",
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
                match ::otel_runtime::__rt::Mask::Redact {
                    mask => {
                        use ::otel_runtime::__rt::probe::*;
                        (&&&&MaskedArgument(&key)).otel_hide(attributes, mask);
                    }
                }
            },
        ),
        move || {
            #[allow(clippy::shadow_same)]
            let key = key;
            let _ = key;
            '_body: { Door::with(key) }
        },
        |out, span| {
            use ::otel_runtime::__rt::probe::*;
            if let ::core::option::Option::Some(error) = (&&Outcome(out)).otel_failure()
            {
                ::otel_runtime::__rt::leave(error, span)
            }
        },
    )
}
