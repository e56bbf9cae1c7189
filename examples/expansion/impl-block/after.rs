//! A whole `impl` block: what it says holds for every method, unless one says otherwise.
use otel_runtime::traced;
/// Keeps texts.
#[derive(Debug, Default)]
pub struct Store<T> {
    texts: Vec<T>,
}
impl<T: AsRef<str>> Store<T> {
    /// How many texts it holds at the most.
    pub const LIMIT: usize = 8;
    /// Named after its type, with all that the block says.
    pub fn text(&self, position: usize) -> Option<&str> {
        ::otel_runtime::__rt::call::<
            Option<&str>,
            _,
            _,
        >(
            ::otel_runtime::__rt::start_with(
                {
                    static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                        "Store::text",
                        ::otel_runtime::__rt::Kind::Client,
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
                    {
                        use ::otel_runtime::__rt::probe::*;
                        (&&&&Argument(&position))
                            .otel_record(
                                attributes,
                                ::otel_runtime::__rt::Key::encoded(b"\n\x08position"),
                            );
                    }
                },
            ),
            move || {
                #[allow(clippy::shadow_same)]
                let position = position;
                let _ = position;
                '_body: { self.texts.get(position).map(AsRef::as_ref) }
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
    #[traced(skip)]
    /// Its own kind wins; it has no `position`.
    pub fn keep(&mut self, text: T) {
        ::otel_runtime::__rt::call::<
            (),
            _,
            _,
        >(
            ::otel_runtime::__rt::start({
                static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                    "Store::keep",
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
                let text = text;
                '_body: {
                    self.texts.push(text);
                }
            },
            |_, _| {},
        )
    }
    /// Too small to have a span.
    #[traced(skip)]
    pub fn count(&self) -> usize {
        self.texts.len()
    }
}
fn main() {
    let mut store = Store::default();
    store.keep("text");
    store.text(0);
    store.count();
}
