//! Where metrics go, in words.

use std::time::Duration;

use super::describe::{NONE, Rows};
#[cfg(feature = "config-file")]
use crate::provider::settings::Source;
use crate::{
    MetricExporter,
    provider::settings::{MetricExporterSetting, MetricsSettings, Settings},
};

/// The names of the exporters, for one line.
fn names(settings: &MetricsSettings) -> String {
    let names = settings.exporters.iter().map(|exporter| match exporter {
        MetricExporterSetting::Otlp => settings.otlp.exporter_name(),
        #[cfg(feature = "prometheus")]
        MetricExporterSetting::Prometheus => settings.prometheus().describe(),
        #[cfg(feature = "config-file")]
        MetricExporterSetting::Configured(exporter, _) => exporter.describe().to_owned(),
        MetricExporterSetting::Given(exporter) => exporter.describe().to_owned(),
    });
    names.collect::<Vec<_>>().join(", ")
}

/// What of a time each exporter has that exports by itself; once where it is the same for all.
fn times(
    settings: &MetricsSettings,
    own: fn(&MetricExporter) -> Option<Duration>,
    general: Duration,
) -> Option<String> {
    let time = |exporter: &MetricExporterSetting| match exporter {
        MetricExporterSetting::Otlp => Some(general),
        #[cfg(feature = "prometheus")]
        MetricExporterSetting::Prometheus => None,
        #[cfg(feature = "config-file")]
        MetricExporterSetting::Configured(exporter, _) if exporter.is_asked() => None,
        MetricExporterSetting::Given(exporter) if exporter.is_asked() => None,
        #[cfg(feature = "config-file")]
        MetricExporterSetting::Configured(exporter, _) => Some(own(exporter).unwrap_or(general)),
        MetricExporterSetting::Given(exporter) => Some(own(exporter).unwrap_or(general)),
    };
    let mut times: Vec<_> = settings.exporters.iter().filter_map(time).collect();
    times.dedup();
    let times = times.iter().map(|time| format!("{time:?}"));
    times.reduce(|all, time| format!("{all}, {time}"))
}

/// What the start-up line says of metrics, where they go anywhere.
pub(super) fn in_startup_line(settings: &Settings) -> String {
    match names(&settings.metrics) {
        nowhere if nowhere.is_empty() => String::new(),
        names => format!(" · metrics → {names}"),
    }
}

impl Rows<'_> {
    pub(super) fn metrics(&mut self) {
        let metrics = &self.settings.metrics;
        let source = match metrics.exporters.first() {
            #[cfg(feature = "config-file")]
            Some(MetricExporterSetting::Configured(_, line)) => Source::File(*line),
            _ => metrics.exporters.source,
        };
        if metrics.exporters.is_empty() {
            return self.push("metrics", NONE, source);
        }
        self.push("metrics", names(metrics), source);
        for (setting, own, general) in [
            (
                "metrics interval",
                MetricExporter::own_interval as fn(&MetricExporter) -> _,
                &metrics.interval,
            ),
            (
                "metrics timeout",
                MetricExporter::own_timeout,
                &metrics.timeout,
            ),
        ] {
            if let Some(times) = times(metrics, own, **general) {
                let is_general = times == format!("{:?}", general.value);
                let source = if is_general { general.source } else { source };
                self.push(setting, times, source);
            }
        }
        let histograms = &metrics.histograms;
        self.push("metrics histograms", histograms.name(), histograms.source);
        if !metrics.views.is_empty() {
            // They come from a file alone, all together.
            self.push("metrics views", &metrics.views, metrics.exporters.source);
        }
        #[cfg(feature = "prometheus")]
        if metrics
            .exporters
            .iter()
            .any(|exporter| matches!(exporter, MetricExporterSetting::Prometheus))
        {
            self.set("metrics prometheus host", &metrics.prometheus_host);
            self.set("metrics prometheus port", &metrics.prometheus_port);
        }
        let by_otlp = |exporter: &_| matches!(exporter, MetricExporterSetting::Otlp);
        if metrics.exporters.iter().any(by_otlp) {
            let temporality = &metrics.temporality;
            let name = format!("{:?}", temporality.value).to_lowercase();
            self.push("metrics temporality", name, temporality.source);
            self.otlp_settings("metrics otlp", &metrics.otlp);
        }
    }
}

#[cfg(all(test, feature = "console", feature = "otlp-http"))]
mod tests {
    use crate::provider::{Description, env::test_support::quiet, startup_line};

    fn rows(variables: &[(&str, &str)]) -> Vec<String> {
        let text = Description::new(&quiet(variables)).to_string();
        let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
        let rows = text.lines().map(words);
        rows.filter(|row| row.starts_with("metrics")).collect()
    }

    #[test]
    fn each_setting_has_its_value_and_its_source() {
        assert_eq!(rows(&[]), ["metrics none default"]);
        let rows = rows(&[
            ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://me:hunter2@host:4318"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "1500"),
            ("OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE", "Delta"),
            ("OTEL_EXPORTER_OTLP_METRICS_HEADERS", "key=hunter2"),
        ]);
        let expected = [
            "metrics otlp http http://host:4318/v1/metrics OTEL_EXPORTER_OTLP_ENDPOINT",
            "metrics interval 1.5s OTEL_METRIC_EXPORT_INTERVAL",
            "metrics timeout 30s default",
            "metrics histograms explicit_bucket_histogram default",
            "metrics temporality delta OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE",
            "metrics otlp protocol http/protobuf default",
            "metrics otlp endpoint http://host:4318/v1/metrics OTEL_EXPORTER_OTLP_ENDPOINT",
            "metrics otlp headers key OTEL_EXPORTER_OTLP_METRICS_HEADERS",
        ];
        assert_eq!(rows[..expected.len()], expected, "{rows:#?}");
        assert!(!rows.concat().contains("hunter2"), "{rows:#?}");
    }

    #[cfg(feature = "prometheus")]
    #[test]
    fn the_page_of_prometheus_is_where_the_variables_say() {
        let variables = [
            ("OTEL_METRICS_EXPORTER", "prometheus"),
            ("OTEL_EXPORTER_PROMETHEUS_PORT", "9999"),
        ];
        let rows = rows(&variables);
        for row in [
            "metrics prometheus http://localhost:9999/metrics OTEL_METRICS_EXPORTER",
            "metrics prometheus host localhost default",
            "metrics prometheus port 9999 OTEL_EXPORTER_PROMETHEUS_PORT",
        ] {
            assert!(rows.iter().any(|found| found == row), "{row}: {rows:#?}");
        }
        let line = startup_line(&quiet(&variables));
        let part = " · metrics → prometheus http://localhost:9999/metrics · ";
        assert!(line.contains(part), "{line}");
    }

    #[test]
    fn the_start_up_line_says_where_metrics_go() {
        let line = startup_line(&quiet(&[
            ("OTEL_METRICS_EXPORTER", "otlp,console"),
            ("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "http://host:4318/m"),
        ]));
        let part = "→ console (stderr) · metrics → otlp http http://host:4318/m, console · sampler";
        assert!(line.contains(part), "{line}");
        assert!(!startup_line(&quiet(&[])).contains("metrics"));
    }
}
