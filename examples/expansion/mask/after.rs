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
                &SITE
            },
            |_| {},
            |attributes| {
                match ::otel_runtime::__rt::Mask::Email {
                    mask => {
                        use ::otel_runtime::__rt::probe::*;
                        (&&&&MaskedArgument(&email))
                            .otel_record_masked(
                                attributes,
                                ::otel_runtime::__rt::Key::encoded(b"\n\x05email"),
                                mask,
                            );
                    }
                }
                match &card {
                    value => {
                        match ::otel_runtime::__rt::Mask::Last4 {
                            mask => {
                                use ::otel_runtime::__rt::probe::*;
                                (&&&&MaskedArgument(value))
                                    .otel_record_masked(
                                        attributes,
                                        ::otel_runtime::__rt::Key::encoded(b"\n\x0Bcard.number"),
                                        mask,
                                    );
                            }
                        }
                    }
                }
                match ::otel_runtime::__rt::Mask::Redact {
                    mask => {
                        use ::otel_runtime::__rt::probe::*;
                        (&&&&MaskedArgument(&password)).otel_hide(attributes, mask);
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
        |out, span| {
            use ::otel_runtime::__rt::probe::*;
            if let ::core::option::Option::Some(error) = (&&Outcome(out)).otel_failure()
            {
                (&&&&&Cause(error)).otel_fail(span)
            }
        },
    )
}
fn main() {
    register("ada@example.org", "4111111111111111", "secret");
}
