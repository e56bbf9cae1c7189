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
                    &SITE
                },
                |start| {
                    start.name(&format!("add {step}"));
                },
                |attributes| {
                    attributes
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
                &SITE
            }),
            move || {
                let _ = &self;
                let current = ::otel_runtime::__rt::current_span();
                '_body: {
                    let _ = current;
                    self.count
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
}
fn main() {
    let mut counter = Counter::default();
    counter.add(1);
    counter.finish();
}
