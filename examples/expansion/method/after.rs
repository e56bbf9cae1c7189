//! Methods, with `self` by reference and by value.
/// Counts.
#[derive(Debug, Default)]
pub struct Counter {
    count: u64,
}
impl Counter {
    /// Adds to the count.
    pub fn add(&mut self, step: u64) -> &mut u64 {
        ::otel_runtime::__rt::call::<
            &mut u64,
            _,
            _,
        >(
            ::otel_runtime::__rt::start_with(
                {
                    static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                        "add",
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
                    __otel_start.name(&format!("add {step}"));
                },
                |__otel_attributes| {
                    __otel_attributes
                        .set(
                            ::otel_runtime::__rt::Key::encoded(b"\n\x0Ecounter.before"),
                            &self.count,
                        );
                },
            ),
            move || {
                #[allow(clippy::shadow_same)]
                let step = step;
                let _ = step;
                '_body: {
                    self.count += step;
                    &mut self.count
                }
            },
            |__otel_out, __otel_span| {
                use ::otel_runtime::__rt::probe::*;
                if let ::core::option::Option::Some(__otel_error) = (&&Outcome(
                    __otel_out,
                ))
                    .otel_failure()
                {
                    (&&&&&Cause(__otel_error)).otel_fail(__otel_span)
                }
            },
        )
    }
    /// Gives the count.
    pub fn finish(self) -> u64 {
        ::otel_runtime::__rt::call::<
            u64,
            _,
            _,
        >(
            ::otel_runtime::__rt::start({
                static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                    "finish",
                    ::otel_runtime::__rt::Kind::Internal,
                    ::core::option_env!("CARGO_PKG_NAME"),
                    ::core::option_env!("CARGO_PKG_VERSION"),
                    ::core::module_path!(),
                    ::core::file!(),
                    ::core::line!(),
                );
                SITE.get()
            }),
            move || {
                let _ = &self;
                let current = ::otel_runtime::__rt::current_span();
                '_body: {
                    let _ = current;
                    self.count
                }
            },
            |__otel_out, __otel_span| {
                use ::otel_runtime::__rt::probe::*;
                if let ::core::option::Option::Some(__otel_error) = (&&Outcome(
                    __otel_out,
                ))
                    .otel_failure()
                {
                    (&&&&&Cause(__otel_error)).otel_fail(__otel_span)
                }
            },
        )
    }
}
fn main() {
    let mut counter = Counter::default();
    counter.add(1);
    counter.finish();
}
