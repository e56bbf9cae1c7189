//! All settings of one telemetry in one model, in which each value knows where it came from.

mod batch;
#[cfg(feature = "config-file")]
mod configured;
mod detection;
#[cfg(feature = "metrics")]
mod exemplars;
mod limits;
#[cfg(feature = "metrics")]
mod metrics;
mod otlp;
mod resource;
mod source;
mod warning;

pub(crate) use batch::SourcedBatch;
#[cfg(feature = "config-file")]
pub(crate) use configured::Configured;
pub(crate) use detection::Detection;
#[cfg(feature = "resource-detectors")]
pub use detection::Detector;
#[cfg(not(feature = "resource-detectors"))]
pub(crate) use detection::Detector;
#[cfg(feature = "metrics")]
pub(crate) use exemplars::{EXEMPLAR_FILTERS, NO_EXEMPLARS};
pub(crate) use limits::SourcedLimits;
pub use limits::SpanLimits;
#[cfg(feature = "metrics")]
pub use metrics::HistogramAggregation;
#[cfg(feature = "metrics")]
pub(crate) use metrics::{MetricExporterSetting, MetricsSettings};
pub(crate) use otlp::{Header, OtlpSettings, shown_url};
pub(crate) use resource::{ENVIRONMENT, ResourceSettings, SERVICE_NAME, SERVICE_VERSION};
pub(crate) use source::{Source, Sourced};
pub(crate) use warning::Warning;

use std::path::PathBuf;
#[cfg(feature = "config-file")]
use std::time::Duration;

use crate::{
    diagnostics::{self, LogLevel},
    export::{Exporter, Signal},
    processing::{MaskKey, TailSampling},
    propagation::{BaggageRules, Propagator},
    sampling::Sampler,
};

/// One destination of spans.
#[derive(Debug)]
pub(crate) enum ExporterSetting {
    /// OTLP, as the settings beside it say.
    Otlp,
    /// The console tree on stderr.
    Console,
    /// What the configuration file has.
    #[cfg(feature = "config-file")]
    Configured(Configured),
    /// What the code gave.
    Given(Exporter),
}

/// All settings of one telemetry.
#[derive(Debug)]
pub(crate) struct Settings {
    /// The configuration file, if there is one.
    pub(crate) file: Option<Sourced<PathBuf>>,
    /// How often the file is looked at for changes.
    #[cfg(feature = "config-file")]
    pub(crate) reload_interval: Option<Sourced<Duration>>,
    /// Whether nothing is recorded at all; propagators stay active.
    pub(crate) disabled: Sourced<bool>,
    pub(crate) log_level: Sourced<LogLevel>,
    pub(crate) resource: ResourceSettings,
    pub(crate) exporters: Sourced<Vec<ExporterSetting>>,
    pub(crate) otlp: OtlpSettings,
    pub(crate) sampler: Sourced<Sampler>,
    pub(crate) tail: Sourced<Option<TailSampling>>,
    pub(crate) propagators: Sourced<Vec<Propagator>>,
    pub(crate) baggage: BaggageRules,
    pub(crate) batch: SourcedBatch,
    pub(crate) limits: SourcedLimits,
    pub(crate) mask_key: Sourced<MaskKey>,
    #[cfg(feature = "metrics")]
    pub(crate) metrics: MetricsSettings,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            file: None,
            #[cfg(feature = "config-file")]
            reload_interval: None,
            disabled: Sourced::default_value(false),
            log_level: Sourced::default_value(LogLevel::default()),
            resource: ResourceSettings::default(),
            exporters: Sourced::default_value(default_exporters()),
            otlp: OtlpSettings::of(Signal::Traces),
            sampler: Sourced::default_value(Sampler::default()),
            tail: Sourced::default_value(None),
            propagators: Sourced::default_value(Propagator::DEFAULT.to_vec()),
            baggage: BaggageRules::default(),
            batch: SourcedBatch::default(),
            limits: SourcedLimits::default(),
            mask_key: Sourced::default_value(MaskKey::of_process()),
            #[cfg(feature = "metrics")]
            metrics: MetricsSettings::default(),
        }
    }
}

impl Settings {
    /// What the exporters of the configuration file are made of, in their order.
    #[cfg(feature = "config-file")]
    pub(crate) fn identities(&self) -> Vec<u64> {
        let identity = |exporter: &ExporterSetting| match exporter {
            ExporterSetting::Configured(configured) => Some(configured.identity),
            _ => None,
        };
        self.exporters.iter().filter_map(identity).collect()
    }

    /// Has the sampler ask for what is usual in this environment, where it does so at all.
    pub(crate) fn settle_sampler(&mut self, environment: Option<&str>) {
        let sampler = std::mem::take(&mut self.sampler.value);
        self.sampler.value = sampler.in_environment(environment);
    }

    /// Sets the level of the process, unless nobody asked for one.
    pub(crate) fn apply_log_level(&self) {
        if self.log_level.source != Source::Default {
            diagnostics::set_level(*self.log_level);
        }
    }
}

/// The console, where it is compiled in.
fn default_exporters() -> Vec<ExporterSetting> {
    if cfg!(feature = "console") {
        vec![ExporterSetting::Console]
    } else {
        Vec::new()
    }
}
