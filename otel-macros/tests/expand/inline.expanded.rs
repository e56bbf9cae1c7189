fn work(user: &User, name: &str) {
    ::otel_runtime::__rt::set_attrs(
        {
            static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                "set_attrs",
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
            __otel_attributes
                .set(::otel_runtime::__rt::Key::encoded(b"\n\x07user.id"), &user.id);
            match &user.card {
                __otel_value => {
                    match ::otel_runtime::__rt::Mask::Last4 {
                        __otel_mask => {
                            use ::otel_runtime::__rt::probe::*;
                            (&&&&MaskedArgument(__otel_value))
                                .otel_record_masked(
                                    __otel_attributes,
                                    ::otel_runtime::__rt::Key::encoded(b"\n\x04card"),
                                    __otel_mask,
                                );
                        }
                    }
                }
            }
        },
    );
    ::otel_runtime::__rt::event(
        {
            static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                "cache miss",
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
            __otel_attributes
                .display(::otel_runtime::__rt::Key::encoded(b"\n\x03key"), &name);
        },
    );
    my::otel::__rt::event(
        {
            static SITE: my::otel::__rt::CallSite = my::otel::__rt::CallSite::new(
                "event",
                my::otel::__rt::Kind::Internal,
                ::core::option_env!("CARGO_PKG_NAME"),
                ::core::option_env!("CARGO_PKG_VERSION"),
                ::core::module_path!(),
                ::core::file!(),
                ::core::line!(),
            );
            SITE.get()
        },
        |__otel_start| {
            __otel_start.name(&name);
        },
        |_| {},
    );
    let _entered = ::otel_runtime::__rt::new_span(
            {
                static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                        "load",
                        ::otel_runtime::__rt::Kind::Client,
                        ::core::option_env!("CARGO_PKG_NAME"),
                        ::core::option_env!("CARGO_PKG_VERSION"),
                        ::core::module_path!(),
                        ::core::file!(),
                        ::core::line!(),
                    )
                    .names_parent();
                SITE.get()
            },
            |__otel_start| {
                __otel_start.parent(&user.parent);
            },
            |__otel_attributes| {
                __otel_attributes
                    .set(::otel_runtime::__rt::Key::encoded(b"\n\x04rows"), &1);
            },
        )
        .entered();
    ::otel_runtime::__rt::new_span(
            {
                static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                    "span",
                    ::otel_runtime::__rt::Kind::Internal,
                    ::core::option_env!("CARGO_PKG_NAME"),
                    ::core::option_env!("CARGO_PKG_VERSION"),
                    ::core::module_path!(),
                    ::core::file!(),
                    ::core::line!(),
                );
                SITE.get()
            },
            |__otel_start| {
                __otel_start.name(&format!("load {name}"));
            },
            |_| {},
        )
        .in_scope(|| 1);
}
