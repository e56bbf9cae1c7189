//! The line that says at the start what goes where, and the warnings about settings.

use super::describe::list;
use crate::escape::escaped;
use crate::provider::settings::{ExporterSetting, Settings, Source};

/// One line that names the service, where its spans go, sampler and propagators.
pub(crate) fn startup_line(settings: &Settings) -> String {
    if *settings.disabled {
        let line = format!("otel: tracing is off ({})", why_off(settings));
        #[cfg(feature = "metrics")]
        let line = match settings.has_metrics_alone() {
            true => line + &super::metrics::in_startup_line(settings),
            false => line,
        };
        return escaped(&line).into_owned();
    }
    let service = &settings.resource.service_name;
    let hint = match (service.source, &settings.file) {
        (Source::Default, Some(_)) => " (name it with the attribute service.name)",
        (Source::Default, None) => " (name it with OTEL_SERVICE_NAME)",
        _ => "",
    };
    let file = match &settings.file {
        Some(file) => format!(" · by {}", file.value.display()),
        None => String::new(),
    };
    let exporters = exporters(settings);
    #[cfg(feature = "metrics")]
    let exporters = exporters + &super::metrics::in_startup_line(settings);
    let tail = settings.tail.as_ref().map(|tail| format!(" ({tail})"));
    let sampler = settings.sampler.setting() + &tail.unwrap_or_default();
    let propagators = list(settings.propagators.iter().map(|one| one.name()));
    escaped(&format!(
        "otel: tracing {}{hint} → {exporters} · sampler {sampler} · propagators {propagators}{file}",
        service.value
    ))
    .into_owned()
}

fn why_off(settings: &Settings) -> String {
    match (settings.disabled.source, &settings.file) {
        (Source::Variable(name), _) => format!("{name}=true"),
        (Source::Default, Some(file)) => {
            format!("{} has no tracer_provider", file.value.display())
        }
        (Source::Code, _) | (_, None) => "disabled in code".to_owned(),
        (_, Some(file)) => format!("disabled in {}", file.value.display()),
    }
}

fn exporters(settings: &Settings) -> String {
    if settings.exporters.is_empty() {
        return match settings.exporters.source {
            Source::Variable(name) => format!("nowhere ({name}=none)"),
            _ => "nowhere (no exporter)".to_owned(),
        };
    }
    let names = settings.exporters.iter().map(|exporter| match exporter {
        ExporterSetting::Console => "console (stderr)".to_owned(),
        ExporterSetting::Otlp => settings.otlp.exporter_name(),
        #[cfg(feature = "config-file")]
        ExporterSetting::Configured(configured) => configured.exporter.describe().to_owned(),
        ExporterSetting::Given(exporter) => exporter.describe().to_owned(),
    });
    names.collect::<Vec<_>>().join(", ")
}

#[cfg(all(test, feature = "console", feature = "otlp-http"))]
mod tests {
    use crate::provider::{env::test_support::quiet, startup_line};

    fn line(variables: &[(&str, &str)]) -> String {
        startup_line(&quiet(variables))
    }

    #[test]
    fn it_names_service_exporters_sampler_and_propagators() {
        assert_eq!(
            line(&[("OTEL_SERVICE_NAME", "checkout")]),
            "otel: tracing checkout → console (stderr) · sampler parentbased_always_on · \
             propagators tracecontext,baggage"
        );
        assert_eq!(
            line(&[
                ("OTEL_SERVICE_NAME", "checkout"),
                ("OTEL_TRACES_EXPORTER", "otlp,console"),
                ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://me:secret@host:4318"),
                ("OTEL_METRICS_EXPORTER", "none"),
                ("OTEL_TRACES_SAMPLER", "traceidratio"),
                ("OTEL_TRACES_SAMPLER_ARG", "0.25"),
                ("OTEL_PROPAGATORS", "none"),
            ]),
            "otel: tracing checkout → otlp http http://host:4318/v1/traces, \
             console (stderr) · sampler traceidratio 0.25 · propagators none"
        );
    }

    #[test]
    fn an_unnamed_service_is_told_how_to_name_itself() {
        assert!(line(&[]).contains(" (name it with OTEL_SERVICE_NAME) → "));
    }

    #[test]
    fn off_and_nowhere_are_said() {
        assert_eq!(
            line(&[("OTEL_SDK_DISABLED", "true")]),
            "otel: tracing is off (OTEL_SDK_DISABLED=true)"
        );
        assert!(
            line(&[("OTEL_TRACES_EXPORTER", "none")])
                .contains("→ nowhere (OTEL_TRACES_EXPORTER=none) ·")
        );
    }

    #[test]
    fn lines_stay_one_line_and_harmless() {
        let line = line(&[("OTEL_SERVICE_NAME", "a\n\u{1b}[31m\u{202e}é")]);
        assert!(line.contains("a\\n\\u{1b}[31m\\u{202e}é"), "{line}");
    }
}
