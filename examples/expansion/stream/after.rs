//! A function that returns a stream: what the body made is wrapped, and its items are looked at.
use futures::{Stream, stream};
pub fn lines(path: &str) -> impl Stream<Item = Result<u64, std::io::Error>> + use<> {
    ::otel_runtime::__rt::prepared_stream::<
        Result<u64, std::io::Error>,
        _,
        _,
    >(
        ::otel_runtime::__rt::prepare_with(
            {
                static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                    "lines",
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
                attributes.set(::otel_runtime::__rt::Key::encoded(b"\n\x04path"), &path);
            },
        ),
        ::otel_runtime::__rt::run::<
            _,
            _,
        >(move || {
            #[allow(clippy::shadow_same)]
            let path = path;
            let _ = path;
            '_body: {
                let length = path.len() as u64;
                stream::iter([Ok(length)])
            }
        }),
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
    drop(lines("/orders"));
}
