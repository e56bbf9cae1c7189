//! The runtime's own figures as metrics.

use std::sync::{Arc, PoisonError, Weak};

use opentelemetry::{
    InstrumentationScope,
    metrics::{AsyncInstrument, Histogram, Meter, MeterProvider},
};

use crate::provider::{
    Telemetry,
    backends::Member,
    metrics::figures::{Figures, Tell},
    running::Running,
};

/// The version of the semantic conventions that names and attributes are of.
const SCHEMA_URL: &str = "https://opentelemetry.io/schemas/1.42.0";

/// The boundaries that the semantic conventions have for durations of requests, in seconds. Those of
/// the SDK are made for milliseconds: all would be in the first bucket.
const BOUNDARIES: [f64; 14] = [
    0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0,
];

impl Telemetry {
    /// Reports what the [ledger](Self::ledger) says as metrics of `provider`, in the names of the
    /// [semantic conventions](https://opentelemetry.io/docs/specs/semconv/otel/sdk-metrics/).
    ///
    /// | Metric | What it tells here |
    /// |---|---|
    /// | `otel.sdk.span.started` | recorded spans by sampling result and origin of the parent, counted when they end |
    /// | `otel.sdk.processor.span.processed` | spans that left a backend's queue: to its exporter, or lost (`error.type` is `queue_full`, `already_shutdown`, `spool_full`, `spool_damaged`); `otel_runtime::Telemetry` counts those lost before any queue (`buffers_full`) |
    /// | `otel.sdk.processor.span.queue.size` | spans that wait for their exporter |
    /// | `otel.sdk.processor.span.queue.capacity` | the bound of that in spans, where `BatchSettings::queue_spans` sets one |
    /// | `otel.sdk.exporter.span.exported` | spans that the destination acknowledged, or not (`rejected`, `export_failed`, `too_large`, `exporter_panicked`) |
    /// | `otel.sdk.exporter.span.inflight` | spans that are being sent |
    /// | `otel.sdk.exporter.operation.duration` | how long a batch took with all its attempts, in seconds |
    ///
    /// `otel.component.name` is the backend's name in the ledger, behind `batching_span_processor/`
    /// where its queue is meant. Those of one name are added up, removed ones among them. There is
    /// no `otel.sdk.span.live`, nor are spans counted that are not recorded: both would cost every
    /// call.
    ///
    /// The figures are read when the provider collects, and a forked child's are its own. They can
    /// be read until the last clone of the telemetry is dropped, so also after
    /// [`shutdown`](Self::shutdown). A second call takes them from the first provider.
    /// [`install`](crate::TelemetryBuilder::install) calls this for the global provider, if that was
    /// set before.
    ///
    /// ```
    /// use opentelemetry::global;
    ///
    /// let telemetry = otel_runtime::Telemetry::builder().build()?;
    /// telemetry.observe(&*global::meter_provider());
    /// # Ok::<(), otel_runtime::Error>(())
    /// ```
    pub fn observe<P: MeterProvider + ?Sized>(&self, provider: &P) {
        let scope = InstrumentationScope::builder(env!("CARGO_PKG_NAME"))
            .with_version(env!("CARGO_PKG_VERSION"))
            .with_schema_url(SCHEMA_URL)
            .build();
        let meter = provider.meter_with_scope(scope);
        let observer = Arc::new(Observer {
            running: Arc::downgrade(self.running()),
            durations: durations(&meter),
        });
        register(&meter, &Arc::downgrade(&observer));
        self.running().observe(observer);
    }
}

/// Who is told a telemetry's figures. It is the last one that counts: instruments of an observer
/// that is gone tell nothing, because the API cannot take them back.
#[derive(Debug)]
pub(crate) struct Observer {
    running: Weak<Running>,
    durations: Histogram<f64>,
}

impl Observer {
    pub(crate) fn running(&self) -> Option<Arc<Running>> {
        self.running.upgrade()
    }
}

impl Running {
    fn observe(&self, observer: Arc<Observer>) {
        let current = self.observer.get().lock();
        let before = current
            .unwrap_or_else(PoisonError::into_inner)
            .replace(observer);
        // It has a part that is not ours.
        drop(before);
        for member in self.backends() {
            self.observe_operations(&member);
        }
    }

    /// Has the durations of a backend's exports told.
    pub(crate) fn observe_operations(&self, member: &Member) {
        let current = self.observer.get().lock();
        let observer = current.unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(observer) = observer {
            let exporter = member.recipe.component().exporter;
            let operations = &member.ledger().operations;
            operations.observe(observer.durations.clone(), exporter);
        }
    }
}

fn durations(meter: &Meter) -> Histogram<f64> {
    meter
        .f64_histogram("otel.sdk.exporter.operation.duration")
        .with_unit("s")
        .with_boundaries(BOUNDARIES.to_vec())
        .with_description("The duration of exporting a batch of telemetry records.")
        .build()
}

/// Tells one of the figures as they are when the provider collects.
fn telling<T: 'static>(
    observer: &Weak<Observer>,
    tell: fn(&Figures, Tell<'_, T>),
) -> impl Fn(&dyn AsyncInstrument<T>) + Send + Sync + 'static {
    let observer = observer.clone();
    move |instrument| {
        if let Some(figures) = Figures::read(&observer) {
            tell(&figures, &mut |spans, of| instrument.observe(spans, of));
        }
    }
}

fn register(meter: &Meter, observer: &Weak<Observer>) {
    let counter = |name, description, tell| {
        let counter = meter.u64_observable_counter(name).with_unit("{span}");
        let counter = counter.with_description(description);
        counter.with_callback(telling(observer, tell)).build();
    };
    let level = |name, description, tell| {
        let level = meter.i64_observable_up_down_counter(name);
        let level = level.with_unit("{span}").with_description(description);
        level.with_callback(telling(observer, tell)).build();
    };
    counter(
        "otel.sdk.span.started",
        "The number of created spans.",
        Figures::started,
    );
    counter(
        "otel.sdk.processor.span.processed",
        "The number of spans for which the processing has finished, either successful or failed.",
        Figures::processed,
    );
    level(
        "otel.sdk.processor.span.queue.size",
        "The number of spans in the queue of a given instance of an SDK span processor.",
        Figures::queued,
    );
    level(
        "otel.sdk.processor.span.queue.capacity",
        "The maximum number of spans the queue of a given instance of an SDK span processor can hold.",
        Figures::capacity,
    );
    counter(
        "otel.sdk.exporter.span.exported",
        "The number of spans for which the export has finished, either successful or failed.",
        Figures::exported,
    );
    level(
        "otel.sdk.exporter.span.inflight",
        "The number of spans which were passed to the exporter, but that have not been exported yet (neither successful, nor failed).",
        Figures::in_flight,
    );
}
