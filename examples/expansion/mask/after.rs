//! Values that must not leave the process as they are.
pub fn register(email: &str, card: &str, password: &str) -> bool {
    ::otel_runtime::__rt::call::<
        bool,
        _,
        _,
    >(
        ::otel_runtime::__rt::start_with(
            {
                static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                    "register",
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
                match ::otel_runtime::__rt::Mask::Email {
                    __otel_mask => {
                        use ::otel_runtime::__rt::probe::*;
                        (&&&&MaskedArgument(&email))
                            .otel_record_masked(
                                __otel_attributes,
                                ::otel_runtime::__rt::Key::encoded(b"\n\x05email"),
                                __otel_mask,
                            );
                    }
                }
                match &card {
                    __otel_value => {
                        match ::otel_runtime::__rt::Mask::Last4 {
                            __otel_mask => {
                                use ::otel_runtime::__rt::probe::*;
                                (&&&&MaskedArgument(__otel_value))
                                    .otel_record_masked(
                                        __otel_attributes,
                                        ::otel_runtime::__rt::Key::encoded(b"\n\x0Bcard.number"),
                                        __otel_mask,
                                    );
                            }
                        }
                    }
                }
                match ::otel_runtime::__rt::Mask::Redact {
                    __otel_mask => {
                        use ::otel_runtime::__rt::probe::*;
                        (&&&&MaskedArgument(&password))
                            .otel_hide(__otel_attributes, __otel_mask);
                    }
                }
            },
        ),
        move || {
            #[allow(clippy::shadow_same)]
            let email = email;
            #[allow(clippy::shadow_same)]
            let card = card;
            #[allow(clippy::shadow_same)]
            let password = password;
            let _ = email;
            let _ = card;
            let _ = password;
            '_body: { !email.is_empty() && !card.is_empty() && !password.is_empty() }
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
fn main() {
    register("ada@example.org", "4111111111111111", "secret");
}
