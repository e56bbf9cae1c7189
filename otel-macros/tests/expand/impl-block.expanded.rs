impl<T: Connect> Client<T> {
    #![allow(clippy::needless_pass_by_value)]
    const RETRIES: u8 = 3;
    /// Nothing of its own: all that the block says.
    pub fn load(&self, id: u64) -> Result<User, Error> {
        ::otel_runtime::__rt::call::<
            Result<User, Error>,
            _,
            _,
        >(
            ::otel_runtime::__rt::start_with(
                {
                    static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                        "Client::load",
                        ::otel_runtime::__rt::Kind::Client,
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
                },
            ),
            move || {
                #[allow(clippy::shadow_same)]
                let id = id;
                let _ = id;
                '_body: { self.get(id) }
            },
            |_, _| {},
        )
    }
    #[traced(skip)]
    fn save(
        &mut self,
        id: u64,
        token: &str,
    ) -> impl ::core::future::Future<Output = ()> {
        ::otel_runtime::__rt::future_with(
            {
                static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                    "save user",
                    ::otel_runtime::__rt::Kind::Producer,
                    ::core::option_env!("CARGO_PKG_NAME"),
                    ::core::option_env!("CARGO_PKG_VERSION"),
                    ::core::module_path!(),
                    ::core::file!(),
                    ::core::line!(),
                );
                &SITE
            },
            async move {
                ::otel_runtime::__rt::first_poll(
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
                        match ::otel_runtime::__rt::Mask::Redact {
                            mask => {
                                use ::otel_runtime::__rt::probe::*;
                                (&&&&MaskedArgument(&token)).otel_hide(attributes, mask);
                            }
                        }
                    },
                );
                #[allow(clippy::shadow_same)]
                let id = id;
                #[allow(clippy::shadow_same)]
                let token = token;
                let _ = id;
                let _ = token;
                '_body: { self.put(id, token).await }
            },
            |_, _| {},
        )
    }
    #[traced(skip)]
    fn address(&self) -> &str {
        &self.address
    }
    pub const fn retries() -> u8 {
        Self::RETRIES
    }
}
