//! The page that Prometheus reads.

mod names;
mod reader;
mod server;
#[cfg(test)]
mod tests;

pub(crate) use reader::PrometheusPage;
pub(crate) use server::Ending;

use std::{borrow::Cow, fmt, time::Duration};

use opentelemetry::Key;
use opentelemetry_prometheus::ResourceSelector;
use opentelemetry_sdk::{Resource, metrics::Temporality};

use crate::{Error, pattern::Pattern, provider::Attached};
use reader::PrometheusReader;

/// The page that Prometheus reads, `GET /metrics` of a small HTTP server, in Prometheus's text
/// format.
///
/// By default it is at `localhost:9464`, metrics have the suffixes of their unit and kind, the labels
/// of their instrumentation scope, and the resource is the metric `target_info`. Names that
/// Prometheus cannot read are changed; of instruments of several kinds that come to have one name,
/// the first is there. It tells no exemplars, and no exponential histograms: its text format has
/// neither.
///
/// The server has a thread of its own, on which the callbacks of instruments run while a page is
/// made; it ends with the telemetry. Where the address is taken, that is one warning, and the program
/// goes on without the server. A child made by `fork` has no page, and keeps the address in use until
/// it ends or executes another program.
///
/// ```
/// use otel_runtime::{Prometheus, Telemetry};
///
/// let telemetry = Telemetry::builder()
///     .metric_exporter(Prometheus::new().port(0))
///     .build()?;
/// assert!(telemetry.prometheus_address().is_some());
/// # Ok::<(), otel_runtime::Error>(())
/// ```
///
/// Follows the specification of the
/// [Prometheus exporter](https://opentelemetry.io/docs/specs/otel/metrics/sdk_exporters/prometheus/).
#[derive(Clone)]
#[must_use = "it serves nothing until a telemetry has it"]
pub struct Prometheus {
    pub(super) host: Cow<'static, str>,
    pub(super) port: u16,
    pub(super) is_served: bool,
    /// How the address is set, for the warning when it cannot be had.
    pub(super) set_by: Cow<'static, str>,
    has_scope_labels: bool,
    has_target_info: bool,
    has_suffixes: bool,
    resource_labels: Option<ResourceLabels>,
}

/// Patterns of the resource's keys.
#[derive(Clone, Debug)]
struct ResourceLabels {
    included: Vec<Pattern>,
    excluded: Vec<Pattern>,
}

impl Prometheus {
    /// The address of the specification.
    pub(crate) const HOST: &'static str = "localhost";
    pub(crate) const PORT: u16 = 9464;

    /// The page at `localhost:9464`.
    pub fn new() -> Self {
        Self {
            host: Cow::Borrowed(Self::HOST),
            port: Self::PORT,
            is_served: true,
            set_by: Cow::Borrowed("Prometheus::host, Prometheus::port"),
            has_scope_labels: true,
            has_target_info: true,
            has_suffixes: true,
            resource_labels: None,
        }
    }

    /// Listens at this name or address; `0.0.0.0` is every IPv4 address of the machine.
    pub fn host(mut self, host: impl Into<Cow<'static, str>>) -> Self {
        self.host = host.into();
        self
    }

    /// Listens at this port; 0 is any that is free, and
    /// [`Telemetry::prometheus_address`](crate::Telemetry::prometheus_address) says which.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Starts no server, for a program that has one and answers with
    /// [`Telemetry::prometheus_text`](crate::Telemetry::prometheus_text).
    pub fn not_served(mut self) -> Self {
        self.is_served = false;
        self
    }

    /// Leaves out the labels `otel_scope_*` of each metric.
    pub fn without_scope_labels(mut self) -> Self {
        self.has_scope_labels = false;
        self
    }

    /// Leaves out the metric `target_info`, which tells the resource.
    pub fn without_target_info(mut self) -> Self {
        self.has_target_info = false;
        self
    }

    /// Leaves out the suffixes of units (`_seconds`) and of counters (`_total`).
    pub fn without_suffixes(mut self) -> Self {
        self.has_suffixes = false;
        self
    }

    /// Gives each metric the attributes of the resource as labels whose key is as one of the
    /// patterns in `included` and none of those in `excluded` say; `*` is any characters, `?` is one.
    pub fn resource_labels(
        mut self,
        included: impl IntoIterator<Item = impl Into<String>>,
        excluded: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.resource_labels = Some(ResourceLabels {
            included: included.into_iter().map(Pattern::new).collect(),
            excluded: excluded.into_iter().map(Pattern::new).collect(),
        });
        self
    }

    /// Says how the address is set.
    pub(crate) fn set_by(mut self, setting: impl Into<Cow<'static, str>>) -> Self {
        self.set_by = setting.into();
        self
    }

    /// How it is named among the exporters.
    pub(crate) fn describe(&self) -> String {
        if self.is_served {
            format!("prometheus http://{}/metrics", self.authority())
        } else {
            "prometheus, not served".to_owned()
        }
    }

    /// Host and port as a URL has them.
    pub(super) fn authority(&self) -> String {
        let host = &self.host;
        let is_bare_v6 = host.contains(':') && !host.starts_with('[');
        let (open, close) = if is_bare_v6 { ("[", "]") } else { ("", "") };
        format!("{open}{host}{close}:{}", self.port)
    }

    /// Has a provider read by this. A page has no time between two exports, nor any of the like.
    pub(crate) fn attach(
        &self,
        (interval, timeout, temporality): (Option<Duration>, Option<Duration>, Option<Temporality>),
        to: &mut Attached,
    ) -> Result<(), Error> {
        let refused = |setting, given: &dyn fmt::Debug| {
            let given = format!("{given:?}");
            Err(Error::invalid(
                setting,
                given,
                "nothing for a page that is asked for",
            ))
        };
        match (interval, timeout, temporality) {
            (Some(given), ..) => return refused("MetricExporter::interval", &given),
            (_, Some(given), _) => return refused("MetricExporter::timeout", &given),
            (.., Some(given)) => return refused("MetricExporter::temporality", &given),
            (None, None, None) => {}
        }
        let reader = self.reader(&to.resource)?;
        to.pages.push(reader.page());
        to.with_reader(reader);
        Ok(())
    }

    /// The reader that a provider is to have; with that, its server starts.
    pub(super) fn reader(&self, resource: &Resource) -> Result<PrometheusReader, Error> {
        let registry = prometheus::Registry::new();
        let mut exporter = opentelemetry_prometheus::exporter()
            .with_registry(registry.clone())
            .scope_info_enabled(self.has_scope_labels)
            .with_resource_selector(self.selector(resource));
        if !self.has_target_info {
            exporter = exporter.without_target_info();
        }
        if !self.has_suffixes {
            exporter = exporter.without_units().without_counter_suffixes();
        }
        let exporter = exporter.build();
        let exporter =
            exporter.map_err(|error| Error::not_started("the Prometheus page", error))?;
        Ok(PrometheusReader::new(self.clone(), registry, exporter))
    }

    fn selector(&self, resource: &Resource) -> ResourceSelector {
        let Some(labels) = &self.resource_labels else {
            return ResourceSelector::None;
        };
        let any = |patterns: &[Pattern], key: &Key| {
            patterns.iter().any(|pattern| pattern.matches(key.as_str()))
        };
        let is_taken = |key: &&Key| any(&labels.included, key) && !any(&labels.excluded, key);
        let keys = resource.iter().map(|(key, _)| key).filter(is_taken);
        ResourceSelector::KeyAllowList(keys.cloned().collect())
    }
}

impl Default for Prometheus {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Prometheus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Prometheus").field(&self.describe()).finish()
    }
}
