//! The environment variables, as the OpenTelemetry specification names them.
//!
//! An empty variable is unset. A value that cannot be used is named in one warning, and what would
//! hold without it is used. A variable of one signal (`..._TRACES_...`) beats the general one.

mod certificates;
#[cfg(all(test, feature = "otlp-grpc", feature = "otlp-http"))]
mod certificates_tests;
#[cfg(feature = "metrics")]
mod metrics;
#[cfg(all(
    test,
    feature = "metrics",
    feature = "otlp-grpc",
    feature = "otlp-http"
))]
mod metrics_tests;
mod not_read;
mod otlp;
#[cfg(all(test, feature = "otlp-grpc", feature = "otlp-http"))]
mod otlp_tests;
mod percent;
mod propagators;
mod reader;
mod resource;
#[cfg(test)]
mod resource_tests;
mod sampler;
#[cfg(test)]
pub(super) mod test_support;
#[cfg(all(
    test,
    feature = "console",
    feature = "otlp-grpc",
    feature = "otlp-http"
))]
mod tests;

#[cfg(feature = "config-file")]
use std::path::PathBuf;

#[cfg(feature = "config-file")]
use super::settings::Sourced;
use super::settings::{ExporterSetting, Settings, SourcedBatch, SourcedLimits, Warning};
use crate::{diagnostics::LogLevel, export::Protocol, propagation::Propagator};
#[cfg(feature = "config-file")]
pub(super) use percent::pairs;
#[cfg(feature = "config-file")]
pub(super) use propagators::hint;
use reader::{FROM_ONE, FROM_ZERO, Reader};

#[cfg(feature = "config-file")]
const CONFIG_FILE: &str = "OTEL_CONFIG_FILE";
/// Its name while it was in development.
#[cfg(feature = "config-file")]
const OLD_CONFIG_FILE: &str = "OTEL_EXPERIMENTAL_CONFIG_FILE";

/// The process's own variables. What is no UTF-8 is read with replacement characters, so that it
/// is refused aloud and not taken for unset.
pub(crate) fn process_environment(name: &str) -> Option<String> {
    std::env::var_os(name).map(|value| value.to_string_lossy().into_owned())
}

/// The configuration file that the variables name.
#[cfg(feature = "config-file")]
pub(super) fn config_file(
    variables: &dyn Fn(&str) -> Option<String>,
) -> (Option<Sourced<PathBuf>>, Vec<Warning>) {
    let reader = Reader::new(variables);
    let mut warnings = Vec::new();
    let named = reader.sourced(CONFIG_FILE);
    let old = reader.sourced(OLD_CONFIG_FILE);
    if old.is_some() {
        let advice = match named {
            Some(_) => "OTEL_CONFIG_FILE is set, and counts",
            None => "its name is now OTEL_CONFIG_FILE; the file is used all the same",
        };
        warnings.push(Warning::NotRead {
            setting: OLD_CONFIG_FILE.into(),
            advice: advice.into(),
        });
    }
    let file = named.or(old);
    (file.map(|file| file.map(PathBuf::from)), warnings)
}

/// Lays what the variables say over the defaults.
///
/// `OTEL_PROPAGATORS` may name what was `registered` as well.
pub(super) fn read(
    variables: &dyn Fn(&str) -> Option<String>,
    registered: &[Propagator],
) -> (Settings, Vec<Warning>) {
    let mut reader = Reader::new(variables);
    let mut settings = Settings::default();
    settings
        .disabled
        .overlay(reader.boolean("OTEL_SDK_DISABLED"));
    settings.log_level.overlay(reader.choice(
        "OTEL_LOG_LEVEL",
        LogLevel::NAMES,
        "the default info",
    ));
    resource::read(&mut reader, &mut settings.resource);
    settings.sampler.overlay(sampler::read(&mut reader));
    settings
        .propagators
        .overlay(propagators::read(&mut reader, registered));
    read_batch(&mut reader, &mut settings.batch);
    read_limits(&mut reader, &mut settings.limits);
    if let Some(otlp) = otlp::read(&mut reader, &otlp::TRACES) {
        let source = otlp::TRACES.first_set(&reader);
        settings.otlp = otlp;
        if let Some(source) = source.filter(|_| !Protocol::COMPILED.is_empty()) {
            settings.exporters.value = vec![ExporterSetting::Otlp];
            settings.exporters.source = source;
        }
    }
    read_exporters(&mut reader, &mut settings);
    #[cfg(feature = "metrics")]
    metrics::read(&mut reader, &mut settings.metrics);
    not_read::warn(&mut reader);
    (settings, reader.warnings)
}

fn read_exporters(reader: &mut Reader<'_>, settings: &mut Settings) {
    #[derive(Clone, Copy, PartialEq)]
    enum Name {
        Otlp,
        Console,
        #[cfg(feature = "json")]
        OtlpStdout,
    }
    let mut known = Vec::new();
    if !Protocol::COMPILED.is_empty() {
        known.push(("otlp", Name::Otlp));
    }
    if cfg!(feature = "console") {
        known.push(("console", Name::Console));
    }
    #[cfg(feature = "json")]
    known.push(("otlp/stdout", Name::OtlpStdout));
    let default = match settings.exporters.first() {
        Some(ExporterSetting::Otlp) => "otlp, as OTEL_EXPORTER_OTLP_* is set",
        Some(_) => "the default console",
        None => "no exporter",
    };
    let named = reader.list("OTEL_TRACES_EXPORTER", &known, default);
    settings.exporters.overlay(named.map(|named| {
        named.map(|names| {
            let setting = |name| match name {
                Name::Otlp => ExporterSetting::Otlp,
                Name::Console => ExporterSetting::Console,
                #[cfg(feature = "json")]
                Name::OtlpStdout => {
                    ExporterSetting::Given(crate::export::JsonLines::stdout().into())
                }
            };
            names.into_iter().map(setting).collect()
        })
    }));
}

fn read_batch(reader: &mut Reader<'_>, batch: &mut SourcedBatch) {
    batch
        .delay
        .overlay(reader.duration("OTEL_BSP_SCHEDULE_DELAY", "the default 5000"));
    batch
        .export_timeout
        .overlay(reader.timeout("OTEL_BSP_EXPORT_TIMEOUT", "the default 30000"));
    let queue = reader.number(
        "OTEL_BSP_MAX_QUEUE_SIZE",
        FROM_ONE,
        "the default (bounded in bytes, not in spans)",
    );
    batch
        .queue_spans
        .overlay(queue.map(|queue| queue.map(|size| Some(size as usize))));
    let spans = reader.number(
        "OTEL_BSP_MAX_EXPORT_BATCH_SIZE",
        FROM_ONE,
        "the default 512",
    );
    batch
        .max_spans
        .overlay(spans.map(|spans| spans.map(|size| size as usize)));
}

fn read_limits(reader: &mut Reader<'_>, limits: &mut SourcedLimits) {
    const COUNT: &str = "the default 128";
    const LENGTH: &str = "the default, any length";
    // The weaker layer first.
    for (name, used) in [
        ("OTEL_ATTRIBUTE_COUNT_LIMIT", COUNT),
        ("OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT", "what holds without it"),
    ] {
        limits
            .attributes
            .overlay(reader.number(name, FROM_ZERO, used));
    }
    for (name, used) in [
        ("OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT", LENGTH),
        (
            "OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT",
            "what holds without it",
        ),
    ] {
        let length = reader.number(name, FROM_ZERO, used);
        limits
            .attribute_value_length
            .overlay(length.map(|length| length.map(Some)));
    }
    for (limit, name) in [
        (&mut limits.events, "OTEL_SPAN_EVENT_COUNT_LIMIT"),
        (&mut limits.links, "OTEL_SPAN_LINK_COUNT_LIMIT"),
        (
            &mut limits.attributes_per_event,
            "OTEL_EVENT_ATTRIBUTE_COUNT_LIMIT",
        ),
        (
            &mut limits.attributes_per_link,
            "OTEL_LINK_ATTRIBUTE_COUNT_LIMIT",
        ),
    ] {
        limit.overlay(reader.number(name, FROM_ZERO, COUNT));
    }
}
