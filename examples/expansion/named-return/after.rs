//! A return type with a name of its own: rustc tells whether it stands for a boxed future or stream.
use std::pin::Pin;
pub type ResponseFuture = Pin<Box<dyn Future<Output = u16> + Send>>;
pub fn respond(found: bool) -> ResponseFuture {
    let returned = ::otel_runtime::__rt::by_type::Returned::<ResponseFuture>::new();
    let form = {
        use ::otel_runtime::__rt::by_type::*;
        (&&returned).otel_form()
    };
    form.otel_call(
        form
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
            }),
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
            if let ::core::option::Option::Some(error) = (&&Outcome(out)).otel_failure()
            {
                (&&&&&Cause(error)).otel_fail(span)
            }
        },
    )
}
fn main() {
    drop(respond(true));
}
