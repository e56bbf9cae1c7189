pub trait Store {
    type Key;
    fn find(&self, key: Self::Key) -> Option<u64>;
    fn contains(&self, key: Self::Key) -> bool {
        ::otel_runtime::__rt::call::<
            bool,
            _,
            _,
        >(
            ::otel_runtime::__rt::start_with(
                {
                    static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                        "Store::contains",
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
                        (&&&&Argument(&key))
                            .otel_record(
                                attributes,
                                ::otel_runtime::__rt::Key::encoded(b"\n\x03key"),
                            );
                    }
                },
            ),
            move || {
                #[allow(clippy::shadow_same)]
                let key = key;
                let _ = key;
                '_body: { self.find(key).is_some() }
            },
            |out, span| {
                use ::otel_runtime::__rt::probe::*;
                if let ::core::option::Option::Some(error) = (&&Outcome(out))
                    .otel_failure()
                {
                    (&&&&&Cause(error)).otel_fail(span)
                }
            },
        )
    }
    async fn refresh(&self) {
        ::otel_runtime::__rt::future(
                {
                    static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                        "Store::refresh",
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
                    '_body: {
                        self.find_all().await;
                    }
                },
                |_, _| {},
            )
            .await
    }
}
