//! A function that can fail: the error is found by its type, whatever the type is called here.
pub fn read(path: &str) -> std::io::Result<u64> {
    ::otel_runtime::__rt::call::<
        std::io::Result<u64>,
        _,
        _,
    >(
        ::otel_runtime::__rt::start_with(
            {
                static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                        "read settings",
                        ::otel_runtime::__rt::Kind::Internal,
                        ::core::option_env!("CARGO_PKG_NAME"),
                        ::core::option_env!("CARGO_PKG_VERSION"),
                        ::core::module_path!(),
                        ::core::file!(),
                        ::core::line!(),
                    )
                    .ok();
                &SITE
            },
            |_| {},
            |attributes| {
                attributes.set(::otel_runtime::__rt::Key::encoded(b"\n\x04path"), &path);
            },
        ),
        move || {
            #[allow(clippy::shadow_same)]
            let path = path;
            let _ = path;
            '_body: {
                let text = std::fs::read_to_string(path)?;
                text.trim().parse().map_err(std::io::Error::other)
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
fn main() {
    let _ = read("settings");
}
