//! A method under `#[async_trait]`, as that attribute hands it over to `#[traced]`.
trait Repository {
    fn find<'life0, 'async_trait>(
        &'life0 self,
        id: u64,
    ) -> ::core::pin::Pin<
        Box<
            dyn ::core::future::Future<
                Output = Option<String>,
            > + ::core::marker::Send + 'async_trait,
        >,
    >
    where
        'life0: 'async_trait,
        Self: 'async_trait;
}
struct Memory;
impl Repository for Memory {
    fn find<'life0, 'async_trait>(
        &'life0 self,
        id: u64,
    ) -> ::core::pin::Pin<
        Box<
            dyn ::core::future::Future<
                Output = Option<String>,
            > + ::core::marker::Send + 'async_trait,
        >,
    >
    where
        'life0: 'async_trait,
        Self: 'async_trait,
    {
        Box::pin(
            ::otel_runtime::__rt::future_with(
                {
                    static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                        "find",
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
                    ::otel_runtime::__rt::first_poll(
                        |_| {},
                        |attributes| {
                            attributes
                                .set(
                                    ::otel_runtime::__rt::Key::encoded(b"\n\x07user.id"),
                                    &id,
                                );
                        },
                    );
                    '_body: {
                        if let ::core::option::Option::Some(__ret) = ::core::option::Option::None::<
                            Option<String>,
                        > {
                            #[allow(unreachable_code)] return __ret;
                        }
                        let __self = self;
                        let id = id;
                        let __ret: Option<String> = {
                            (id == 1).then(|| "Ada".to_owned())
                        };
                        #[allow(unreachable_code)] __ret
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
            ),
        )
    }
}
fn main() {
    drop(Memory.find(1));
}
