//! The builder: settings made in code, over those of the environment, over the defaults.

use opentelemetry::{Key, KeyValue, Value};

use super::{
    Error,
    builder_propagation::BuilderPropagation,
    env,
    settings::{
        ENVIRONMENT, ExporterSetting, SERVICE_NAME, Settings, Sourced, SourcedBatch, SourcedLimits,
        SpanLimits, Warning,
    },
};
use crate::{
    export::{BatchSettings, Exporter},
    processing::{MaskKey, TailSampling},
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
    resource: Vec<KeyValue>,
    exporters: Option<Vec<Exporter>>,
    sampler: Option<Sampler>,
    tail: Option<TailSampling>,
    pub(super) propagation: BuilderPropagation,
    batch: Option<BatchSettings>,
    limits: Option<SpanLimits>,
    mask_key: Option<Result<MaskKey, Error>>,
}

impl TelemetryBuilder {
    pub(crate) fn new() -> Self {
        Self {
            reads_environment: true,
            resource: Vec::new(),
            exporters: None,
            sampler: None,
            tail: None,
            propagation: BuilderPropagation::default(),
            batch: None,
            limits: None,
            mask_key: None,
        }
    }

    /// Names the service (`service.name`); default `OTEL_SERVICE_NAME`, else
    /// `unknown_service:` and the executable's name. May not be empty.
    pub fn service(self, name: impl Into<String>) -> Self {
        self.resource_attribute(SERVICE_NAME, name.into())
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
        let key = key.as_ref();
        self.mask_key = Some(if key.len() < SHORTEST_MASK_KEY {
            let allowed = format!("at least {SHORTEST_MASK_KEY} bytes");
            Err(Error::invalid(
                "mask_key",
                format!("{} bytes", key.len()),
                allowed,
            ))
        } else {
            Ok(MaskKey::new(key))
        });
        self
    }

    /// Reads no environment variable: what is not set here has its default.
    pub fn without_environment(mut self) -> Self {
        self.reads_environment = false;
        self
    }

    /// Lays the three over each other: code, environment, defaults.
    pub(crate) fn resolve(
        self,
        variables: &dyn Fn(&str) -> Option<String>,
    ) -> Result<(Settings, Vec<Warning>), Error> {
        let (mut settings, mut warnings) = if self.reads_environment {
            env::read(variables, &self.propagation.registered)
        } else {
            (Settings::default(), Vec::new())
        };
        for attribute in self.resource {
            check_attribute(&attribute)?;
            settings.resource.set(Sourced::code(attribute));
        }
        settings.exporters.overlay(self.exporters.map(|exporters| {
            Sourced::code(exporters.into_iter().map(ExporterSetting::Given).collect())
        }));
        settings.sampler.overlay(self.sampler.map(Sourced::code));
        settings
            .tail
            .overlay(self.tail.map(|tail| Sourced::code(Some(tail))));
        self.propagation.overlay(&mut settings)?;
        settings
            .mask_key
            .overlay(self.mask_key.transpose()?.map(Sourced::code));
        if let Some(limits) = self.limits {
            settings.limits = SourcedLimits::code(limits);
        }
        if let Some(batch) = self.batch {
            batch.check()?;
            settings.batch = SourcedBatch::code(batch);
        }
        settings.batch.fit_batch_to_queue(&mut warnings);
        Ok((settings, warnings))
    }
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
