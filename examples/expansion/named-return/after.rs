//! A return type with a name of its own: rustc tells whether it stands for a boxed future or stream.
use std::pin::Pin;
pub type ResponseFuture = Pin<Box<dyn Future<Output = u16> + Send>>;
pub fn respond(found: bool) -> ResponseFuture {
    ::otel_runtime::__rt::run(|| {
            use ::otel_runtime::__rt::by_type::via::*;
            (&&::otel_runtime::__rt::by_type::Returned::<ResponseFuture>::new())
                .otel_form()
        })
        .otel_start({
            static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                "respond",
                ::otel_runtime::__rt::Kind::Internal,
                ::core::option_env!("CARGO_PKG_NAME"),
                ::core::option_env!("CARGO_PKG_VERSION"),
                ::core::module_path!(),
                ::core::file!(),
                ::core::line!(),
            );
            &SITE
        })
        .otel_call(
            move || {
                let found = found;
                '_body: {
                    if found {
                        return Box::pin(async { 200 });
                    }
                    Box::pin(std::future::ready(404))
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
fn main() {
    drop(respond(true));
}
