pub mod shop {
    use super::Basket;
    static OPEN: bool = true;
    pub fn open() -> bool {
        ::otel_runtime::__rt::call::<
            bool,
            _,
            _,
        >(
            ::otel_runtime::__rt::start({
                static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                        "open",
                        ::otel_runtime::__rt::Kind::Internal,
                        ::core::option_env!("CARGO_PKG_NAME"),
                        ::core::option_env!("CARGO_PKG_VERSION"),
                        ::core::module_path!(),
                        ::core::file!(),
                        ::core::line!(),
                    )
                    .scope("shop");
                &SITE
            }),
            move || { '_body: { OPEN } },
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
    impl Basket {
        fn total(&self) -> u64 {
            ::otel_runtime::__rt::call::<
                u64,
                _,
                _,
            >(
                ::otel_runtime::__rt::start({
                    static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                            "Basket::total",
                            ::otel_runtime::__rt::Kind::Internal,
                            ::core::option_env!("CARGO_PKG_NAME"),
                            ::core::option_env!("CARGO_PKG_VERSION"),
                            ::core::module_path!(),
                            ::core::file!(),
                            ::core::line!(),
                        )
                        .scope("shop");
                    &SITE
                }),
                move || { '_body: { self.sum } },
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
    }
    #[traced(skip)]
    mod checkout {
        pub(super) fn pay() {
            ::otel_runtime::__rt::call::<
                (),
                _,
                _,
            >(
                ::otel_runtime::__rt::start({
                    static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                            "pay",
                            ::otel_runtime::__rt::Kind::Server,
                            ::core::option_env!("CARGO_PKG_NAME"),
                            ::core::option_env!("CARGO_PKG_VERSION"),
                            ::core::module_path!(),
                            ::core::file!(),
                            ::core::line!(),
                        )
                        .scope("shop");
                    &SITE
                }),
                move || { '_body: {} },
                |_, _| {},
            )
        }
    }
    #[traced(skip)]
    impl Drop for Basket {
        fn drop(&mut self) {}
    }
    macro_rules! untouched {
        () => {
            fn untouched() {}
        };
    }
}
