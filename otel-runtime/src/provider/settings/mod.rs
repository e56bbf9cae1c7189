//! All settings of one telemetry in one model, in which each value knows where it came from.

mod batch;
mod limits;
mod otlp;
mod resource;
mod source;
mod warning;

pub(crate) use batch::SourcedBatch;
pub(crate) use limits::SourcedLimits;
pub use limits::SpanLimits;
pub(crate) use otlp::{Header, OtlpSettings, shown_url};
pub(crate) use resource::{ENVIRONMENT, ResourceSettings, SERVICE_NAME};
pub(crate) use source::{Source, Sourced};
pub(crate) use warning::Warning;

use crate::{
    export::Exporter,
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
    /// What the code gave.
    Given(Exporter),
}

/// All settings of one telemetry.
#[derive(Debug)]
pub(crate) struct Settings {
    /// Whether nothing is recorded at all; propagators stay active.
    pub(crate) disabled: Sourced<bool>,
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
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            disabled: Sourced::default_value(false),
            resource: ResourceSettings::default(),
            exporters: Sourced::default_value(default_exporters()),
            otlp: OtlpSettings::default(),
            sampler: Sourced::default_value(Sampler::default()),
            tail: Sourced::default_value(None),
            propagators: Sourced::default_value(Propagator::DEFAULT.to_vec()),
            baggage: BaggageRules::default(),
            batch: SourcedBatch::default(),
            limits: SourcedLimits::default(),
            mask_key: Sourced::default_value(MaskKey::of_process()),
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
