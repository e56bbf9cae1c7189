#[doc(alias = "raw")]
#[allow(unused_variables)]
#[allow(clippy::all)]
/// Inner documentation.
pub(crate) unsafe extern "C" fn r#type<'a, T: Clone + 'a, const N: usize>(
    _first: [T; N],
    #[cfg(any())]
    missing: Missing,
    __arg2: Wrapped<&'a T>,
) -> Option<(impl Fn() -> T + use<'a, T, N>, impl Clone)>
where
    T: Send,
{
    ::otel_runtime::__rt::call::<
        Option<(_, _)>,
        _,
        _,
    >(
        ::otel_runtime::__rt::start({
            static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                "type",
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
            #[expect(unused)]
            let (_first,) = (_first,);
            #[cfg(any())]
            let missing = missing;
            let __arg2 = __arg2;
            let Wrapped(ref inner) = __arg2;
            '_body: { None }
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
