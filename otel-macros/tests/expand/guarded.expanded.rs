fn exit(code: i32) -> ! {
    let __otel_guard = ::otel_runtime::__rt::start_with(
        {
            static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                "exit",
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
                .set(::otel_runtime::__rt::Key::encoded(b"\n\x04code"), &code);
        },
    );
    '_body: { std::process::exit(code) }
}
#[track_caller]
fn must(value: Option<u8>) -> u8 {
    let __otel_guard = ::otel_runtime::__rt::start({
        static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
            "must",
            ::otel_runtime::__rt::Kind::Internal,
            ::core::option_env!("CARGO_PKG_NAME"),
            ::core::option_env!("CARGO_PKG_VERSION"),
            ::core::module_path!(),
            ::core::file!(),
            ::core::line!(),
        );
        SITE.get()
    });
    '_body: { value.unwrap() }
}
