impl Store {
    fn by_reference(&self, key: &str) -> Option<&Value> {
        ::otel_runtime::__rt::call::<
            Option<&Value>,
            _,
            _,
        >(
            ::otel_runtime::__rt::start({
                static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                    "by_reference",
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
                let key = key;
                '_body: { self.values.get(key) }
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
    fn by_value(mut self, key: String) -> Self {
        ::otel_runtime::__rt::call::<
            Self,
            _,
            _,
        >(
            ::otel_runtime::__rt::start({
                static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                    "by_value",
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
                let _ = &self;
                let key = key;
                '_body: {
                    self.values.clear(key);
                    self
                }
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
    fn pinned(
        self: Pin<&mut Self>,
        key: String,
    ) -> impl ::core::future::Future<Output = ()> {
        ::otel_runtime::__rt::future(
            {
                static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                    "pinned",
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
                let _ = &self;
                let key = key;
                '_body: {
                    self.set(key);
                }
            },
            |_, _| {},
        )
    }
    fn entry(&mut self, key: &str) -> &mut Value {
        ::otel_runtime::__rt::call::<
            &mut Value,
            _,
            _,
        >(
            ::otel_runtime::__rt::start_with(
                {
                    static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                        "entry",
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
                    attributes
                        .set(
                            ::otel_runtime::__rt::Key::encoded(b"\n\nstore.size"),
                            &self.values.len(),
                        );
                },
            ),
            move || {
                let key = key;
                '_body: { self.values.get_mut(key).unwrap() }
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
}
trait Lookup {
    fn default_method(&self, key: &str) -> impl ::core::future::Future<Output = bool> {
        ::otel_runtime::__rt::future(
            {
                static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                    "default_method",
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
                    bool,
                > {
                    return never;
                }
                let key = key;
                '_body: { self.find(key).await }
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
}
