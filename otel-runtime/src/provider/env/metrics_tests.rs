//! Each variable of metrics: what it does, what is refused, which beats which.

use std::time::Duration;

use opentelemetry_sdk::metrics::Temporality;

use super::test_support::{quiet, read, warned};
use crate::{
    HistogramAggregation,
    export::{Compression, Protocol},
    provider::settings::{MetricExporterSetting, MetricsSettings, Settings, Source},
};

const ENDPOINT: &str = "OTEL_EXPORTER_OTLP_ENDPOINT";
const OF_METRICS: &str = "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT";

fn metrics(variables: &[(&str, &str)]) -> MetricsSettings {
    quiet(variables).metrics
}

/// The exporters by name.
fn exporters(metrics: &MetricsSettings) -> Vec<&str> {
    let name = |exporter| match exporter {
        &MetricExporterSetting::Otlp => "otlp",
        #[cfg(feature = "prometheus")]
        MetricExporterSetting::Prometheus => "prometheus",
        MetricExporterSetting::Given(exporter) => exporter.describe(),
        #[cfg(feature = "config-file")]
        MetricExporterSetting::Configured(exporter, _) => exporter.describe(),
    };
    metrics.exporters.iter().map(name).collect()
}

#[test]
fn nothing_set_means_no_metrics_and_any_word_of_otlp_means_otlp() {
    assert!(exporters(&metrics(&[])).is_empty());
    let of_traces = ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://host:4318");
    assert!(exporters(&metrics(&[of_traces])).is_empty());
    for (name, value) in [
        (ENDPOINT, "http://host:4318"),
        ("OTEL_EXPORTER_OTLP_HEADERS", "a=b"),
        (OF_METRICS, "http://host:4318/v1/metrics"),
        ("OTEL_EXPORTER_OTLP_METRICS_TIMEOUT", "10"),
    ] {
        let metrics = metrics(&[(name, value)]);
        assert_eq!(exporters(&metrics), ["otlp"], "{name}");
        assert_eq!(metrics.exporters.source, Source::Variable(name));
    }
    // One signal's variables are nothing to the other.
    let settings = quiet(&[(OF_METRICS, "http://host:4318")]);
    assert_eq!(settings.exporters.source, Source::Default);
}

#[test]
fn exporters_are_a_list_and_unknown_ones_one_warning() {
    let metrics = metrics(&[("OTEL_METRICS_EXPORTER", "otlp, console,otlp")]);
    assert_eq!(exporters(&metrics), ["otlp", "console"]);
    let none = quiet(&[("OTEL_METRICS_EXPORTER", "none"), (ENDPOINT, "http://h:1")]);
    assert!(exporters(&none.metrics).is_empty());
    assert_eq!(
        exporters(&quiet(&[("OTEL_METRICS_EXPORTER", "")]).metrics),
        [""; 0]
    );
    let settings = warned(
        &[("OTEL_METRICS_EXPORTER", "statsd,console")],
        &[
            "OTEL_METRICS_EXPORTER=\"statsd\"",
            "otlp, console",
            "using console",
        ],
    );
    assert_eq!(exporters(&settings.metrics), ["console"]);
    let settings = warned(
        &[("OTEL_METRICS_EXPORTER", "statsd")],
        &["OTEL_METRICS_EXPORTER=\"statsd\"", "using the default none"],
    );
    assert!(exporters(&settings.metrics).is_empty());
    #[cfg(feature = "json")]
    assert_eq!(
        exporters(&quiet(&[("OTEL_METRICS_EXPORTER", "otlp/stdout")]).metrics),
        ["otlp/stdout"]
    );
}

#[cfg(not(feature = "prometheus"))]
#[test]
fn a_page_that_is_not_compiled_in_is_a_warning() {
    let named = [("OTEL_METRICS_EXPORTER", "console,prometheus")];
    let settings = warned(
        &named,
        &["OTEL_METRICS_EXPORTER=prometheus", "feature prometheus"],
    );
    assert_eq!(exporters(&settings.metrics), ["console"]);
}

#[cfg(feature = "prometheus")]
#[test]
fn the_page_of_prometheus_has_an_address() {
    const HOST: &str = "OTEL_EXPORTER_PROMETHEUS_HOST";
    const PORT: &str = "OTEL_EXPORTER_PROMETHEUS_PORT";
    let named = [("OTEL_METRICS_EXPORTER", "otlp,prometheus")];
    let default = metrics(&named);
    assert_eq!(exporters(&default), ["otlp", "prometheus"]);
    let page = default.prometheus().describe();
    assert_eq!(page, "prometheus http://localhost:9464/metrics");
    let set = metrics(&[(HOST, "::"), (PORT, "9999")]);
    assert!(
        exporters(&set).is_empty(),
        "an address is no word about whether"
    );
    let page = set.prometheus().describe();
    assert_eq!(page, "prometheus http://[::]:9999/metrics");
    assert_eq!(set.prometheus_port.source, Source::Variable(PORT));
    for port in ["0", "65536", "http"] {
        let given = format!("{PORT}={port:?}");
        let parts = [&*given, "from 1 to 65535", "using the default 9464"];
        let metrics = warned(&[(PORT, port)], &parts).metrics;
        assert_eq!(*metrics.prometheus_port, 9464);
    }
}

#[test]
fn times_are_milliseconds() {
    let set = metrics(&[
        ("OTEL_METRIC_EXPORT_INTERVAL", "1500"),
        ("OTEL_METRIC_EXPORT_TIMEOUT", "250"),
    ]);
    assert_eq!(*set.interval, Duration::from_millis(1_500));
    assert_eq!(*set.timeout, Duration::from_millis(250));
    let default = metrics(&[]);
    assert_eq!(*default.interval, Duration::from_secs(60));
    assert_eq!(*default.timeout, Duration::from_secs(30));
    for (name, value, used) in [
        ("OTEL_METRIC_EXPORT_INTERVAL", "0", "the default 60000"),
        ("OTEL_METRIC_EXPORT_INTERVAL", "10s", "the default 60000"),
        ("OTEL_METRIC_EXPORT_TIMEOUT", "-1", "the default 30000"),
    ] {
        let given = format!("{name}={value:?}");
        let metrics = warned(
            &[(name, value)],
            &[&given, "a whole number of milliseconds", used],
        )
        .metrics;
        assert_eq!(*metrics.interval, Duration::from_secs(60));
        assert_eq!(*metrics.timeout, Duration::from_secs(30));
    }
    // Without end, as it is of spans.
    let endless = metrics(&[("OTEL_METRIC_EXPORT_TIMEOUT", "0")]);
    assert!(*endless.timeout > Duration::from_secs(24 * 3_600));
}

#[test]
fn temporality_and_histograms_are_names_in_any_case() {
    const TEMPORALITY: &str = "OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE";
    const HISTOGRAMS: &str = "OTEL_EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION";
    for (name, temporality) in [
        ("cumulative", Temporality::Cumulative),
        ("DELTA", Temporality::Delta),
        ("LowMemory", Temporality::LowMemory),
    ] {
        assert_eq!(*metrics(&[(TEMPORALITY, name)]).temporality, temporality);
    }
    for (name, histograms) in [
        (
            "explicit_bucket_histogram",
            HistogramAggregation::ExplicitBuckets,
        ),
        (
            "BASE2_exponential_bucket_histogram",
            HistogramAggregation::Base2Exponential,
        ),
    ] {
        assert_eq!(*metrics(&[(HISTOGRAMS, name)]).histograms, histograms);
    }
    let settings = warned(
        &[(TEMPORALITY, "gamma")],
        &[TEMPORALITY, "\"gamma\"", "cumulative, delta, lowmemory"],
    );
    assert_eq!(*settings.metrics.temporality, Temporality::Cumulative);
    let settings = warned(&[(HISTOGRAMS, "hdr")], &[HISTOGRAMS, "\"hdr\"", "base2_"]);
    let default = HistogramAggregation::ExplicitBuckets;
    assert_eq!(*settings.metrics.histograms, default);
    // A preference is no word about whether to export.
    assert!(exporters(&metrics(&[(TEMPORALITY, "delta")])).is_empty());
}

#[test]
fn examples_that_nobody_records_are_one_warning() {
    const FILTER: &str = "OTEL_METRICS_EXEMPLAR_FILTER";
    quiet(&[(FILTER, "always_off")]);
    quiet(&[(FILTER, "")]);
    for filter in ["always_on", "trace_based"] {
        warned(&[(FILTER, filter)], &[FILTER, "records no exemplars"]);
    }
    let parts = [FILTER, "\"some\"", "always_on, always_off, trace_based"];
    warned(&[(FILTER, "some")], &parts);
}

#[test]
fn the_path_of_metrics_is_appended_to_the_general_endpoint_alone() {
    let endpoint = |variables: &[(&str, &str)]| metrics(variables).otlp.endpoint.value;
    let general = (ENDPOINT, "http://host:4318/base/?k=v");
    assert_eq!(endpoint(&[general]), "http://host:4318/base/v1/metrics?k=v");
    let own = (OF_METRICS, "http://other:4318/m");
    assert_eq!(endpoint(&[general, own]), "http://other:4318/m");
    let default = [("OTEL_METRICS_EXPORTER", "otlp")];
    assert_eq!(endpoint(&default), "http://localhost:4318/v1/metrics");
    let both = quiet(&[general, own]);
    assert_eq!(*both.otlp.endpoint, "http://host:4318/base/v1/traces?k=v");
}

#[test]
fn a_variable_of_metrics_beats_the_general_one() {
    let settings: Settings = quiet(&[
        (ENDPOINT, "http://host:4317"),
        ("OTEL_EXPORTER_OTLP_METRICS_PROTOCOL", "http/protobuf"),
        ("OTEL_EXPORTER_OTLP_COMPRESSION", "none"),
        ("OTEL_EXPORTER_OTLP_METRICS_COMPRESSION", "gzip"),
        ("OTEL_EXPORTER_OTLP_TIMEOUT", "1000"),
        ("OTEL_EXPORTER_OTLP_METRICS_TIMEOUT", "2000"),
        ("OTEL_EXPORTER_OTLP_HEADERS", "a=general"),
        ("OTEL_EXPORTER_OTLP_METRICS_HEADERS", "a=metrics"),
    ]);
    let otlp = &settings.metrics.otlp;
    assert_eq!(*otlp.protocol, Protocol::HttpProtobuf);
    assert_eq!(*otlp.endpoint, "http://host:4317/v1/metrics");
    assert_eq!(*otlp.compression, Compression::Gzip);
    assert_eq!(*otlp.timeout, Duration::from_secs(2));
    assert_eq!(otlp.headers[0].value, "metrics");
    let of_traces = &settings.otlp;
    assert_eq!(*of_traces.protocol, Protocol::Grpc);
    assert_eq!(*of_traces.compression, Compression::None);
    assert_eq!(*of_traces.timeout, Duration::from_secs(1));
    assert_eq!(of_traces.headers[0].value, "general");
}

#[test]
fn an_endpoint_without_scheme_is_encrypted_unless_insecure() {
    let scheme = |insecure: &str| {
        let variables = [
            (OF_METRICS, "host:4317"),
            ("OTEL_EXPORTER_OTLP_METRICS_PROTOCOL", "grpc"),
            ("OTEL_EXPORTER_OTLP_METRICS_INSECURE", insecure),
        ];
        metrics(&variables).otlp.endpoint.value
    };
    assert_eq!(scheme(""), "https://host:4317");
    assert_eq!(scheme("true"), "http://host:4317");
}

#[test]
fn certificates_of_metrics_are_read_and_missing_ones_named() {
    for name in [
        "OTEL_EXPORTER_OTLP_METRICS_CERTIFICATE",
        "OTEL_EXPORTER_OTLP_METRICS_CLIENT_KEY",
        "OTEL_EXPORTER_OTLP_METRICS_CLIENT_CERTIFICATE",
    ] {
        let settings = warned(&[(name, "/no/such/file.pem")], &[name, "a readable file"]);
        assert!(settings.metrics.otlp.roots.is_none());
    }
}

#[test]
fn a_general_variable_is_warned_of_once() {
    for (name, value) in [
        ("OTEL_EXPORTER_OTLP_TIMEOUT", "soon"),
        ("OTEL_EXPORTER_OTLP_PROTOCOL", "smoke"),
        ("OTEL_EXPORTER_OTLP_HEADERS", "broken"),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "ftp://h"),
        ("OTEL_EXPORTER_OTLP_CERTIFICATE", "/no/such/file.pem"),
        ("OTEL_EXPORTER_OTLP_CLIENT_KEY", "/no/such/file.pem"),
    ] {
        let (_, warnings) = read(&[(name, value)]);
        assert_eq!(warnings.len(), 1, "{warnings:?}");
        assert!(warnings[0].contains(name));
    }
}
