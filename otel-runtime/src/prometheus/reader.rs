//! What reads a provider's metrics when somebody asks for the page of Prometheus.

use std::{
    net::SocketAddr,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex, PoisonError, Weak,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use opentelemetry_prometheus::PrometheusExporter;
use opentelemetry_sdk::{
    error::{OTelSdkError, OTelSdkResult},
    metrics::{InstrumentKind, Pipeline, Temporality, data::ResourceMetrics, reader::MetricReader},
};
use prometheus::{Registry, TextEncoder};

use super::{
    Prometheus, names,
    server::{Ending, Server},
};
use crate::{
    diagnostics::warn,
    process::{Inherit, PerProcess},
    provider::Telemetry,
};

/// A reader that collects when its page is asked for.
#[derive(Debug)]
pub(crate) struct PrometheusReader {
    settings: Prometheus,
    page: Arc<PrometheusPage>,
}

/// The page, while its reader is there.
#[derive(Debug)]
pub(crate) struct PrometheusPage {
    registry: Registry,
    exporter: PrometheusExporter,
    has_warned: AtomicBool,
    here: PerProcess<Here>,
}

/// What there is in the process that started the reader. In a forked child the server's thread is
/// gone, and may have left the SDK's locks locked.
#[derive(Debug)]
struct Here {
    is_open: AtomicBool,
    server: Mutex<Option<Server>>,
}

impl Inherit for Here {
    fn inherit(&self) -> Self {
        Self {
            is_open: AtomicBool::new(false),
            server: Mutex::default(),
        }
    }
}

impl PrometheusReader {
    pub(super) fn new(
        settings: Prometheus,
        registry: Registry,
        exporter: PrometheusExporter,
    ) -> Self {
        let here = Here {
            is_open: AtomicBool::new(true),
            server: Mutex::default(),
        };
        let page = Arc::new(PrometheusPage {
            registry,
            exporter,
            has_warned: AtomicBool::new(false),
            here: PerProcess::new(here),
        });
        // From here on it has a guard, which tells a child from it.
        page.here.get();
        Self { settings, page }
    }

    pub(crate) fn page(&self) -> Arc<PrometheusPage> {
        self.page.clone()
    }
}

/// A server that cannot be started is a warning: nobody waits for a service whose metrics cannot be
/// read.
fn serve(settings: &Prometheus, page: &Arc<PrometheusPage>) -> Option<Server> {
    let text = {
        let page = page.clone();
        Arc::new(move || page.text())
    };
    let started = Server::start(&settings.host, settings.port, text);
    let told = |error: &std::io::Error| {
        let (address, set_by) = (settings.authority(), &settings.set_by);
        warn(&format!(
            "Prometheus cannot read metrics at {address} ({set_by}): {error}; choose an address of \
             this machine and a port that is free"
        ));
    };
    started.inspect_err(told).ok()
}

impl PrometheusPage {
    /// Where the server listens, if there is one.
    pub(crate) fn address(&self) -> Option<SocketAddr> {
        self.server().as_ref().map(Server::address)
    }

    /// The page, or why there is none.
    pub(crate) fn text(&self) -> Result<String, String> {
        if !self.is_open() {
            return Err("the metrics have ended".to_owned());
        }
        self.gather().inspect_err(|reason| {
            if !self.has_warned.swap(true, Ordering::Relaxed) {
                warn(&format!("there is no page for Prometheus: {reason}"));
            }
        })
    }

    fn gather(&self) -> Result<String, String> {
        // It runs the callbacks of instruments.
        let gathered = catch_unwind(AssertUnwindSafe(|| self.registry.gather()));
        let mut families = gathered.map_err(|_| "a callback of an instrument panicked")?;
        if families.is_empty() {
            // The exporter gives nothing when it cannot collect, too.
            let mut nothing = ResourceMetrics::default();
            let collected = self.exporter.collect(&mut nothing);
            collected.map_err(|error| error.to_string())?;
        }
        names::correct(&mut families);
        let text = TextEncoder::new().encode_to_string(&families);
        text.map_err(|error| error.to_string())
    }

    /// Tells the server to end, where there is one. Does not end the exporter, which would wait for a
    /// callback that hangs.
    pub(crate) fn close(&self) -> Option<Ending> {
        self.here.get().is_open.store(false, Ordering::Release);
        self.server().take().map(Server::stop)
    }

    fn is_open(&self) -> bool {
        self.here.get().is_open.load(Ordering::Acquire)
    }

    fn server(&self) -> std::sync::MutexGuard<'_, Option<Server>> {
        let server = self.here.get().server.lock();
        server.unwrap_or_else(PoisonError::into_inner)
    }
}

impl Telemetry {
    /// The page that Prometheus reads, for a program that answers for it with a server of its own:
    /// with the content type `text/plain; version=0.0.4; charset=utf-8`. Runs the callbacks of
    /// instruments. Of several pages it is the one that was given first.
    ///
    /// `None` where the telemetry has no [`Prometheus`] among its metric exporters or has ended, in a
    /// child made by `fork`, and where the SDK cannot collect, which is one warning.
    ///
    /// ```
    /// use otel_runtime::{Prometheus, Telemetry};
    ///
    /// let telemetry = Telemetry::builder()
    ///     .metric_exporter(Prometheus::new().not_served())
    ///     .build()?;
    /// let page = telemetry.prometheus_text().unwrap_or_default();
    /// assert!(page.contains("target_info{"));
    /// # Ok::<(), otel_runtime::Error>(())
    /// ```
    #[must_use]
    pub fn prometheus_text(&self) -> Option<String> {
        self.running().metrics.get().page()?.text().ok()
    }

    /// Where the page of [`Prometheus`] is served: a port that was chosen by the system, too. Of
    /// several pages it is the first that is served.
    ///
    /// `None` where none is.
    #[must_use]
    pub fn prometheus_address(&self) -> Option<SocketAddr> {
        self.running().metrics.get().page_address()
    }
}

impl MetricReader for PrometheusReader {
    fn register_pipeline(&self, pipeline: Weak<Pipeline>) {
        self.page.exporter.register_pipeline(pipeline);
        // Before that there was nothing to serve.
        if self.settings.is_served {
            *self.page.server() = serve(&self.settings, &self.page);
        }
    }

    fn collect(&self, metrics: &mut ResourceMetrics) -> OTelSdkResult {
        if !self.page.is_open() {
            return Err(OTelSdkError::AlreadyShutdown);
        }
        self.page.exporter.collect(metrics)
    }

    /// There is nothing that waits.
    fn force_flush(&self) -> OTelSdkResult {
        match self.page.is_open() {
            true => Ok(()),
            false => Err(OTelSdkError::AlreadyShutdown),
        }
    }

    fn shutdown_with_timeout(&self, timeout: Duration) -> OTelSdkResult {
        match self.page.close() {
            Some(ending) if !ending.is_over_in(timeout) => Err(OTelSdkError::Timeout(timeout)),
            _ => Ok(()),
        }
    }

    fn temporality(&self, _: InstrumentKind) -> Temporality {
        Temporality::Cumulative
    }
}
