//! Somebody else's provider, made the macro's.

use opentelemetry::trace::TracerProvider;

use super::{
    Core, Description, Telemetry,
    running::{Defaults, Running},
    set_global,
};
use crate::{sampling::Sampler, span::install_panic_hook};

/// Makes `#[traced]` use another provider: its sampler, processors and exporters, and
/// `opentelemetry::global` for headers.
///
/// For programs whose provider must stay. The spans are that provider's own, so its cost and its
/// losses are too; the ledger of the returned telemetry counts nothing.
///
/// ```
/// let sdk = opentelemetry_sdk::trace::SdkTracerProvider::builder().build();
/// let telemetry = otel_runtime::adopt(sdk.clone());
/// // ... the program ...
/// sdk.shutdown().unwrap();
/// # drop(telemetry);
/// ```
pub fn adopt<P, T, S>(provider: P) -> Telemetry
where
    S: opentelemetry::trace::Span + Send + Sync + 'static,
    T: opentelemetry::trace::Tracer<Span = S> + Send + Sync + 'static,
    P: TracerProvider<Tracer = T> + Send + Sync + 'static,
{
    let core = Core::leak(Core {
        adopted: Some(Box::new(provider)),
        ..Core::new(Sampler::default())
    });
    install_panic_hook();
    let running = Running::new(core, Vec::new(), Defaults::default());
    let telemetry = Telemetry::new(running, Description::adopted().into());
    set_global(Some(core));
    telemetry
}
