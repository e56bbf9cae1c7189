//! The builder: settings made in code, over those of the environment, over the defaults.

mod build;
#[cfg(feature = "metrics")]
mod metrics;
mod propagation;
#[cfg(test)]
mod tests;

pub use build::init;

#[cfg(feature = "config-file")]
use std::path::PathBuf;

use opentelemetry::{Key, KeyValue, Value};

#[cfg(feature = "config-file")]
use crate::provider::file;
#[cfg(feature = "resource-detectors")]
use crate::provider::settings::{Detection, Detector};
use crate::{
    diagnostics::LogLevel,
    export::{BatchSettings, Exporter},
    processing::{MaskKey, TailSampling},
    provider::{
        Error,
        builder::propagation::BuilderPropagation,
        env,
        settings::{
            ENVIRONMENT, ExporterSetting, SERVICE_NAME, SERVICE_VERSION, Settings, Source, Sourced,
            SourcedBatch, SourcedLimits, SpanLimits, Warning,
        },
    },
    sampling::Sampler,
};

/// The fewest bytes of a mask key: a shorter one can be found by trying.
const SHORTEST_MASK_KEY: usize = 16;

/// Puts a telemetry together.
///
/// What is set here beats the environment (`OTEL_*`), which beats the defaults; each setting for
/// itself. Values that cannot be are refused when the telemetry is built.
#[derive(Debug)]
#[must_use = "a builder does nothing until it is built"]
pub struct TelemetryBuilder {
    reads_environment: bool,
    #[cfg(feature = "config-file")]
    config_file: Option<PathBuf>,
    disabled: Option<bool>,
    resource: Vec<KeyValue>,
    #[cfg(feature = "resource-detectors")]
    detectors: Option<Vec<Detector>>,
    exporters: Option<Vec<Exporter>>,
    sampler: Option<Sampler>,
    tail: Option<TailSampling>,
    pub(crate) propagation: BuilderPropagation,
    batch: Option<BatchSettings>,
    limits: Option<SpanLimits>,
    mask_key: Option<Result<MaskKey, Error>>,
    log_level: Option<LogLevel>,
    #[cfg(feature = "metrics")]
    metrics: metrics::BuilderMetrics,
}

impl TelemetryBuilder {
    pub(crate) fn new() -> Self {
        Self {
            reads_environment: true,
            #[cfg(feature = "config-file")]
            config_file: None,
            disabled: None,
            resource: Vec::new(),
            #[cfg(feature = "resource-detectors")]
            detectors: None,
            exporters: None,
            sampler: None,
            tail: None,
            propagation: BuilderPropagation::default(),
            batch: None,
            limits: None,
            mask_key: None,
            log_level: None,
            #[cfg(feature = "metrics")]
            metrics: metrics::BuilderMetrics::default(),
        }
    }

    /// Switches tracing off, whatever else is set: nothing is recorded, and propagators stay active.
    /// Default `OTEL_SDK_DISABLED`, else on.
    pub fn disabled(mut self, disabled: bool) -> Self {
        self.disabled = Some(disabled);
        self
    }

    /// Names the service (`service.name`); default `OTEL_SERVICE_NAME`, else
    /// `unknown_service:` and the executable's name. May not be empty.
    pub fn service(self, name: impl Into<String>) -> Self {
        self.resource_attribute(SERVICE_NAME, name.into())
    }

    /// Names the version of the service (`service.version`); default `OTEL_SERVICE_VERSION`, else
    /// none.
    pub fn service_version(self, version: impl Into<String>) -> Self {
        self.resource_attribute(SERVICE_VERSION, version.into())
    }

    /// Names the environment that the service runs in (`deployment.environment.name`), for example
    /// `production`; default `OTEL_DEPLOYMENT_ENVIRONMENT`, else none.
    pub fn environment(self, name: impl Into<String>) -> Self {
        self.resource_attribute(ENVIRONMENT, name.into())
    }

    /// Adds an attribute to the resource, which describes the service. The last value of a key
    /// counts. Attributes of `OTEL_RESOURCE_ATTRIBUTES` with other keys stay.
    pub fn resource_attribute(mut self, key: impl Into<Key>, value: impl Into<Value>) -> Self {
        self.resource.push(KeyValue::new(key, value));
        self
    }

    /// Finds out where the service runs, for the resource; default `OTEL_RUST_RESOURCE_DETECTORS`,
    /// else nothing is detected.
    #[cfg(feature = "resource-detectors")]
    pub fn resource_detectors(mut self, detectors: impl IntoIterator<Item = Detector>) -> Self {
        self.detectors = Some(detectors.into_iter().collect());
        self
    }

    /// Chooses the sampler; default `OTEL_TRACES_SAMPLER`, else parent-based with always-on for
    /// roots.
    pub fn sampler(mut self, sampler: impl Into<Sampler>) -> Self {
        self.sampler = Some(sampler.into());
        self
    }

    /// Decides about traces when they have ended; default none: the sampler's decision is the last.
    pub fn tail_sampling(mut self, tail: TailSampling) -> Self {
        self.tail = Some(tail);
        self
    }

    /// Adds a destination of spans; call it once for each. Default `OTEL_TRACES_EXPORTER`; where
    /// that is not set, OTLP if any `OTEL_EXPORTER_OTLP_*` is set, else the console.
    pub fn exporter(mut self, exporter: impl Into<Exporter>) -> Self {
        self.exporters.get_or_insert_default().push(exporter.into());
        self
    }

    /// Sets when batches are sent and how much may wait; default `OTEL_BSP_*`, else those of
    /// [`BatchSettings`]. All of them count, also those left at their defaults.
    pub fn batch(mut self, batch: BatchSettings) -> Self {
        self.batch = Some(batch);
        self
    }

    /// Sets how much one span may hold; default `OTEL_SPAN_*_LIMIT`, else those of
    /// [`SpanLimits`]. All of them count, also those left at their defaults.
    pub fn span_limits(mut self, limits: SpanLimits) -> Self {
        self.limits = Some(limits);
        self
    }

    /// Sets the key of the `hash` mask, at least 16 bytes; default a random one per process. With
    /// the same key in every service and after every restart, equal values stay equal.
    pub fn mask_key(mut self, key: impl AsRef<[u8]>) -> Self {
        self.mask_key = Some(checked_mask_key(key.as_ref()));
        self
    }

    /// Sets how much the runtime says about itself on stderr; default `OTEL_LOG_LEVEL`, else
    /// [`LogLevel::Info`]. It holds for the whole process.
    pub fn log_level(mut self, level: LogLevel) -> Self {
        self.log_level = Some(level);
        self
    }

    /// All that was said here but for the exporters, of which it only knows whether there are any.
    #[cfg(feature = "config-file")]
    pub(crate) fn again(&self) -> Self {
        Self {
            reads_environment: self.reads_environment,
            config_file: self.config_file.clone(),
            disabled: self.disabled,
            resource: self.resource.clone(),
            #[cfg(feature = "resource-detectors")]
            detectors: self.detectors.clone(),
            exporters: self.exporters.as_ref().map(|_| Vec::new()),
            sampler: self.sampler.clone(),
            tail: self.tail,
            propagation: self.propagation.clone(),
            batch: self.batch,
            limits: self.limits,
            mask_key: self.mask_key.clone(),
            log_level: self.log_level,
            #[cfg(feature = "metrics")]
            metrics: self.metrics.again(),
        }
    }

    /// Reads the declarative configuration from this file, whatever `OTEL_CONFIG_FILE` says. It
    /// takes the place of the environment: variables count only where the file refers to them.
    /// What is set in code beats the file.
    #[cfg(feature = "config-file")]
    pub fn config_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.config_file = Some(path.into());
        self
    }

    /// Reads no environment variable: what is not set here, or in a file named here, has its
    /// default.
    pub fn without_environment(mut self) -> Self {
        self.reads_environment = false;
        self
    }

    /// What holds where code says nothing: the configuration file, or the environment, or the
    /// defaults.
    fn below_code(
        &self,
        variables: &dyn Fn(&str) -> Option<String>,
    ) -> Result<(Settings, Vec<Warning>), Error> {
        let unset = |_: &str| None;
        let variables = if self.reads_environment {
            variables
        } else {
            &unset
        };
        #[cfg(feature = "config-file")]
        {
            let (named, mut warnings) = env::config_file(variables);
            let in_code = self.config_file.clone().map(Sourced::code);
            if let Some(file) = in_code.or(named) {
                let (settings, more) = file::read(file, variables, &self.propagation.registered)?;
                warnings.extend(more);
                return Ok((settings, warnings));
            }
        }
        Ok(env::read(variables, &self.propagation.registered))
    }

    /// Lays the layers over each other: code, file or environment, defaults.
    pub(crate) fn resolve(
        self,
        variables: &dyn Fn(&str) -> Option<String>,
    ) -> Result<(Settings, Vec<Warning>), Error> {
        let (mut settings, mut warnings) = self.below_code(variables)?;
        for attribute in self.resource {
            check_attribute(&attribute)?;
            settings.resource.set(Sourced::code(attribute));
        }
        #[cfg(feature = "resource-detectors")]
        settings
            .resource
            .detection
            .overlay(self.detectors.map(|detectors| {
                Sourced::code(Detection {
                    detectors,
                    ..Detection::default()
                })
            }));
        settings.resource.complete();
        settings.exporters.overlay(self.exporters.map(|exporters| {
            Sourced::code(exporters.into_iter().map(ExporterSetting::Given).collect())
        }));
        if settings.exporters.source == Source::Code && settings.disabled.source == Source::Default
        {
            settings.disabled.value = false;
        }
        settings.disabled.overlay(self.disabled.map(Sourced::code));
        settings.sampler.overlay(self.sampler.map(Sourced::code));
        settings
            .tail
            .overlay(self.tail.map(|tail| Sourced::code(Some(tail))));
        self.propagation.overlay(&mut settings)?;
        settings
            .mask_key
            .overlay(self.mask_key.transpose()?.map(Sourced::code));
        settings
            .log_level
            .overlay(self.log_level.map(Sourced::code));
        if let Some(limits) = self.limits {
            settings.limits = SourcedLimits::code(limits);
        }
        if let Some(batch) = self.batch {
            batch.check()?;
            settings.batch = SourcedBatch::code(batch);
        }
        #[cfg(feature = "metrics")]
        self.metrics.overlay(&mut settings.metrics);
        settings.batch.fit_batch_to_queue(&mut warnings);
        Ok((settings, warnings))
    }
}

/// The key of the `hash` mask, unless it could be found by trying.
pub(crate) fn checked_mask_key(key: &[u8]) -> Result<MaskKey, Error> {
    if key.len() < SHORTEST_MASK_KEY {
        let allowed = format!("at least {SHORTEST_MASK_KEY} bytes");
        let given = format!("{} bytes", key.len());
        return Err(Error::invalid("mask_key", given, allowed));
    }
    Ok(MaskKey::new(key))
}

fn check_attribute(attribute: &KeyValue) -> Result<(), Error> {
    let key = attribute.key.as_str();
    if key.is_empty() {
        return Err(Error::invalid("resource_attribute key", "", "a name"));
    }
    if key == SERVICE_NAME && attribute.value.as_str().trim().is_empty() {
        return Err(Error::invalid(
            "service",
            attribute.value.as_str(),
            "a name",
        ));
    }
    Ok(())
}
