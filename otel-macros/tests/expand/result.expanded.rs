fn load(id: u64) -> io::Result<User> {
    ::otel_runtime::__rt::call::<
        io::Result<User>,
        _,
        _,
    >(
        ::otel_runtime::__rt::start({
            static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                    "load user",
                    ::otel_runtime::__rt::Kind::Client,
                    ::core::option_env!("CARGO_PKG_NAME"),
                    ::core::option_env!("CARGO_PKG_VERSION"),
                    ::core::module_path!(),
                    ::core::file!(),
                    ::core::line!(),
                )
                .ok();
            &SITE
        }),
        move || {
            let id = id;
            '_body: {
                let text = fs::read_to_string(path(id))?;
                Ok(parse(&text)?)
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
fn shown(id: u64) -> Result<(), NotFound> {
    ::otel_runtime::__rt::call::<
        Result<(), NotFound>,
        _,
        _,
    >(
        ::otel_runtime::__rt::start({
            static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                "shown",
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
            '_body: { find(id) }
        },
        |out, span| {
            use ::otel_runtime::__rt::probe::*;
            if let ::core::option::Option::Some(error) = (&&Outcome(out)).otel_failure()
            {
                ::otel_runtime::__rt::fail_display(error, span)
            }
        },
    )
}
fn unseen(id: u64) -> Result<(), NotFound> {
    ::otel_runtime::__rt::call::<
        Result<(), NotFound>,
        _,
        _,
    >(
        ::otel_runtime::__rt::start({
            static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                    "unseen",
                    ::otel_runtime::__rt::Kind::Internal,
                    ::core::option_env!("CARGO_PKG_NAME"),
                    ::core::option_env!("CARGO_PKG_VERSION"),
                    ::core::module_path!(),
                    ::core::file!(),
                    ::core::line!(),
                )
                .ignore_panics();
            &SITE
        }),
        move || {
            let id = id;
            '_body: { find(id) }
        },
        |_, _| {},
    )
}
