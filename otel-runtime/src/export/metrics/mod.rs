//! Where metrics go.

mod books;
mod console;
mod destination;
mod foreign;
mod ledger;
#[cfg(feature = "json")]
mod lines;
#[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
mod otlp;
mod points;
mod reader;

pub use ledger::MetricLedger;
pub(crate) use reader::{Reader, Schedule};

use std::{fmt, time::Duration};

use opentelemetry_sdk::metrics::{Temporality, exporter::PushMetricExporter};

use super::exporter::type_name;
use crate::Error;
#[cfg(feature = "json")]
use crate::JsonLines;
#[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
use crate::Otlp;
#[cfg(feature = "prometheus")]
use crate::Prometheus;
use crate::provider::Attached;
use {console::Console, foreign::Foreign};

/// Where metrics go: one of the runtime's own exporters, or any
/// [`PushMetricExporter`](opentelemetry_sdk::metrics::exporter::PushMetricExporter).
///
/// Each reads the metrics on a thread of its own, so that a slow or dead one costs the others
/// nothing. What is not said here holds for all exporters of the telemetry.
///
/// ```
/// use std::time::Duration;
/// use otel_runtime::{MetricExporter, Telemetry, Temporality};
/// # #[cfg(feature = "otlp-http")]
/// # fn main() -> Result<(), otel_runtime::Error> {
/// use otel_runtime::Otlp;
///
/// let otlp = MetricExporter::from(Otlp::http().endpoint("http://localhost:4318"))
///     .interval(Duration::from_secs(10))
///     .temporality(Temporality::Delta);
/// let telemetry = Telemetry::builder()
///     .metric_exporter(otlp)
///     .metric_exporter(MetricExporter::console())
///     .build()?;
/// # Ok(())
/// # }
/// # #[cfg(not(feature = "otlp-http"))]
/// # fn main() {}
/// ```
pub struct MetricExporter {
    kind: Kind,
    name: String,
    interval: Option<Duration>,
    timeout: Option<Duration>,
    temporality: Option<Temporality>,
}

enum Kind {
    #[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
    Otlp(Box<Otlp>),
    #[cfg(feature = "json")]
    Lines(JsonLines),
    Console,
    #[cfg(feature = "prometheus")]
    Prometheus(Prometheus),
    /// What starts its reader.
    Foreign(Start),
}

type Start = Box<dyn FnOnce(&str, Schedule) -> std::io::Result<Reader> + Send + Sync>;

impl MetricExporter {
    /// One line on stderr for each data point, for people
    /// (`OTEL_METRICS_EXPORTER=console`).
    #[must_use]
    pub fn console() -> Self {
        Self::new("console".to_owned(), Kind::Console)
    }

    /// Sets the time between two exports of this exporter, at least a millisecond.
    #[must_use]
    pub fn interval(mut self, interval: Duration) -> Self {
        self.interval = Some(interval);
        self
    }

    /// Sets how long one export may take with all its attempts. An exporter that is not ours has a
    /// limit of its own.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Sets whether sums and histograms tell what there was since the start (cumulative, the
    /// default) or since the export before (delta). An exporter that is not ours has a preference
    /// of its own.
    #[must_use]
    pub fn temporality(mut self, temporality: Temporality) -> Self {
        self.temporality = Some(temporality);
        self
    }

    /// Gives the exporter a name for the start-up line and the ledger; by default an OTLP exporter
    /// is named by its endpoint, one that is not ours by its type.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// How the exporter is named: `otlp grpc http://localhost:4317`, `console`.
    #[must_use]
    pub fn describe(&self) -> &str {
        &self.name
    }

    pub(crate) fn own_interval(&self) -> Option<Duration> {
        self.interval
    }

    pub(crate) fn own_timeout(&self) -> Option<Duration> {
        self.timeout
    }

    /// Whether it tells its metrics when somebody asks, and exports nothing by itself.
    pub(crate) fn is_asked(&self) -> bool {
        match self.kind {
            #[cfg(feature = "prometheus")]
            Kind::Prometheus(_) => true,
            _ => false,
        }
    }

    /// Has the exporter read by a provider; `defaults` hold where it says nothing itself.
    pub(crate) fn attach(self, defaults: Schedule, to: &mut Attached) -> Result<(), Error> {
        let schedule = Schedule {
            interval: self.interval.unwrap_or(defaults.interval),
            timeout: self.timeout.unwrap_or(defaults.timeout),
        }
        .checked()?;
        let name = &*self.name;
        let temporality = self.temporality.unwrap_or_default();
        let reader = match self.kind {
            #[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
            Kind::Otlp(otlp) => {
                let otlp = otlp::Sender::new(&otlp, temporality)?;
                Reader::start(name, schedule, |stop| Box::new(otlp.stopped_by(stop)))
            }
            #[cfg(feature = "json")]
            Kind::Lines(lines) => {
                let append = lines.appender()?;
                let lines = lines::Lines {
                    append,
                    temporality,
                };
                Reader::start(name, schedule, |_| Box::new(lines))
            }
            Kind::Console => Reader::start(name, schedule, |_| Box::new(Console { temporality })),
            #[cfg(feature = "prometheus")]
            Kind::Prometheus(prometheus) => {
                let set = (self.interval, self.timeout, self.temporality);
                return prometheus.attach(set, to);
            }
            Kind::Foreign(start) => match self.temporality {
                None => start(name, schedule),
                Some(given) => {
                    let allowed = "nothing for an exporter with a preference of its own";
                    let given = format!("{given:?}");
                    return Err(Error::invalid(
                        "MetricExporter::temporality",
                        given,
                        allowed,
                    ));
                }
            },
        };
        let reader = reader.map_err(|error| Error::not_started("the metrics thread", error))?;
        to.readers.push(reader.clone());
        to.with_reader(reader);
        Ok(())
    }

    fn new(name: String, kind: Kind) -> Self {
        Self {
            kind,
            name,
            interval: None,
            timeout: None,
            temporality: None,
        }
    }
}

#[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
impl From<Otlp> for MetricExporter {
    fn from(otlp: Otlp) -> Self {
        Self::new(otlp.describe(), Kind::Otlp(Box::new(otlp)))
    }
}

#[cfg(feature = "json")]
impl From<JsonLines> for MetricExporter {
    fn from(lines: JsonLines) -> Self {
        Self::new(lines.describe(), Kind::Lines(lines))
    }
}

#[cfg(feature = "prometheus")]
impl From<Prometheus> for MetricExporter {
    fn from(prometheus: Prometheus) -> Self {
        Self::new(prometheus.describe(), Kind::Prometheus(prometheus))
    }
}

impl<E: PushMetricExporter> From<E> for MetricExporter {
    fn from(exporter: E) -> Self {
        let start: Start = Box::new(move |name, schedule| {
            let exporter = Foreign::new(exporter)?;
            Reader::start(name, schedule, |_| Box::new(exporter))
        });
        Self::new(type_name::<E>(), Kind::Foreign(start))
    }
}

impl fmt::Debug for MetricExporter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MetricExporter")
            .field("name", &self.name)
            .field("interval", &self.interval)
            .field("timeout", &self.timeout)
            .field("temporality", &self.temporality)
            .finish_non_exhaustive()
    }
}
