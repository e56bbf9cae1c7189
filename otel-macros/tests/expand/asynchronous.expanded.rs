/// Waits.
pub fn wait(
    duration: Duration,
    __arg1: (u8, u8),
) -> impl ::core::future::Future<Output = Result<Box<dyn Fn() -> u8>, Error>> {
    ::otel_runtime::__rt::future(
        {
            static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                "wait",
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
                Result<Box<dyn Fn() -> u8>, Error>,
            > {
                return never;
            }
            let duration = duration;
            let __arg1 = __arg1;
            let (x, y) = __arg1;
            '_body: {
                sleep(duration).await?;
                Ok(Box::new(move || x + y))
            }
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
fn load<'a>(
    id: u64,
    name: &'a str,
    other: impl Iterator<Item = u8>,
) -> impl ::core::future::Future<Output = Option<&'a str>> {
    ::otel_runtime::__rt::future_with(
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
        async move {
            if let ::core::option::Option::Some(never) = ::core::option::Option::None::<
                Option<&'a str>,
            > {
                return never;
            }
            ::otel_runtime::__rt::first_poll(
                |_| {},
                |attributes| {
                    attributes
                        .set(::otel_runtime::__rt::Key::encoded(b"\n\x07user.id"), &id);
                },
            );
            #[allow(clippy::shadow_same)]
            let id = id;
            let name = name;
            let mut other = other;
            let _ = id;
            let current = ::otel_runtime::__rt::current_span();
            '_body: {
                other.next();
                current.add_event(name);
                Some(name)
            }
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
unsafe fn raw(pointer: *const u8) -> impl ::core::future::Future<Output = ()> {
    ::otel_runtime::__rt::future(
        {
            static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                "raw",
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
            let pointer = pointer;
            '_body: {
                unsafe { read(pointer) };
            }
        },
        |_, _| {},
    )
}
