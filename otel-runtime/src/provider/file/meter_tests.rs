#![allow(clippy::unwrap_used)]

use opentelemetry_sdk::metrics::InstrumentKind;

use super::{
    super::settings::{MetricExporterSetting, MetricsSettings, Source},
    test_support::{mistakes, quiet, read},
};
use crate::provider::HistogramAggregation;

/// A file with these lines in `meter_provider`, from line 3 on.
fn meter(lines: &str) -> String {
    format!("file_format: \"1.2\"\nmeter_provider:\n{lines}")
}

/// A file with this reader and these lines after it, from line 4 on.
pub(super) fn with_reader(lines: &str) -> String {
    meter(&format!(
        "  readers: [{{periodic: {{exporter: {{console: }}}}}}]\n{lines}"
    ))
}

fn exporters(settings: &MetricsSettings) -> Vec<String> {
    let describe = |exporter: &MetricExporterSetting| match exporter {
        MetricExporterSetting::Configured(exporter, line) => {
            format!("{line}: {exporter:?}")
        }
        other => format!("{other:?}"),
    };
    settings.exporters.iter().map(describe).collect()
}

/// The one mistake of a file, which has to have all of `parts`.
pub(super) fn one(text: &str, parts: &[&str]) {
    let mistakes = mistakes(text);
    let [mistake] = mistakes.as_slice() else {
        panic!("one mistake expected in\n{text}\n{mistakes:#?}")
    };
    for part in parts {
        assert!(mistake.contains(part), "{part:?} is not in {mistake:?}");
    }
}

const READERS: &str = r#"  readers:
    - periodic:
        interval: 5000
        timeout: ${NUMBER}000
        exporter:
          otlp_http:
            endpoint: http://collector:4318/v1/metrics
            headers_list: api-key=weak
            headers: [{name: Api-Key, value: "${SECRET}"}]
            compression: gzip
            timeout: 3000
            encoding: protobuf
            temporality_preference: delta
            default_histogram_aggregation: base2_exponential_bucket_histogram
        cardinality_limits: {default: 100, counter: 200}
    - periodic:
        exporter:
          otlp_grpc:
            tls: {insecure: true}
            endpoint: collector:4317
            default_histogram_aggregation: base2_exponential_bucket_histogram
        cardinality_limits: {counter: 200, default: 100}
"#;

#[test]
fn readers_are_read_and_each_exporter_knows_its_line() {
    let settings = quiet(&meter(READERS)).metrics;
    assert_eq!(
        exporters(&settings),
        [
            "4: MetricExporter { name: \"otlp http http://collector:4318/v1/metrics\", interval: \
             Some(5s), timeout: Some(7s), temporality: Some(Delta), .. }",
            "18: MetricExporter { name: \"otlp grpc collector:4317\", interval: None, timeout: \
             None, temporality: None, .. }",
        ]
    );
    assert_eq!(settings.exporters.source, Source::File(4));
    let histograms = &settings.histograms;
    assert_eq!(**histograms, HistogramAggregation::Base2Exponential);
    assert_eq!(histograms.source, Source::File(16));
    let limits = &settings.views.limits;
    assert_eq!(limits.default, Some(100));
    assert_eq!(limits.by_kind, [(InstrumentKind::Counter, 200)]);
}

#[test]
fn without_the_section_there_are_no_metrics() {
    for text in [
        "file_format: \"1.0\"",
        "file_format: \"1.0\"\nmeter_provider:\n",
    ] {
        let settings = quiet(text).metrics;
        assert!(settings.exporters.is_empty());
    }
}

#[test]
fn readers_are_what_they_can_be() {
    let reader = |lines: &str| meter(&format!("  readers: {lines}\n"));
    for (lines, parts) in [
        ("", &["3:3: ", "the key readers is missing"][..]),
        ("[]", &["3:12: ", "an empty list"]),
        ("[{}]", &["readers[0]", "one reader", "these are 0"]),
        ("[{push: }]", &["\"push\" is no reader", "periodic, pull"]),
        (
            "[{periodic: }]",
            &["readers[0].periodic", "exporter is missing"],
        ),
        ("[{pull: {}}]", &["readers[0].pull", "exporter is missing"]),
        (
            "[{periodic: {interval: 0, exporter: {console: }}}]",
            &["interval: \"0\"", "from 1 to"],
        ),
        (
            "[{periodic: {exporter: {zipkin: }}}]",
            &["\"zipkin\"", "otlp_http, otlp_grpc, otlp_file, console"],
        ),
        (
            "[{periodic: {exporter: {prometheus: }}}]",
            &["prometheus pulls"],
        ),
        (
            "[{pull: {exporter: {console: }}}]",
            &["\"console\"", "allowed: prometheus"],
        ),
        (
            "[{pull: {interval: 1, exporter: {prometheus: }}}]",
            &["pull.interval: an unknown key"],
        ),
        (
            "[{periodic: {exporter: {console: {color: 1}}}}]",
            &["console.color", "temporality_preference"],
        ),
        (
            "[{periodic: {exporter: {otlp_http: {temporality_preference: up}}}}]",
            &[
                "temporality_preference: \"up\"",
                "cumulative, delta, low_memory",
            ],
        ),
        (
            "[{periodic: {exporter: {otlp_http: {endpoint: ''}}}}]",
            &["endpoint", "is not allowed"],
        ),
        (
            "[{periodic: {exporter: {console: }, producers: [{opencensus: }]}}]",
            &["periodic.producers: not supported"],
        ),
        (
            "[{periodic: {exporter: {console: }, max_export_batch_size/development: 5}}]",
            &["max_export_batch_size/development: not supported"],
        ),
        (
            "[{periodic: {exporter: {console: }, cardinality_limits: {gauge: 0}}}]",
            &["cardinality_limits.gauge: \"0\"", "from 1 to 1000000"],
        ),
        (
            "[{periodic: {exporter: {console: }, cardinality_limits: {default: 2147483647}}}]",
            &[
                "cardinality_limits.default: \"2147483647\"",
                "from 1 to 1000000",
            ],
        ),
        (
            "[{periodic: {exporter: {console: }}}, {periodic: {exporter: {console: }, \
             cardinality_limits: {default: 5}}}]",
            &["readers[1]: not supported: cardinality_limits"],
        ),
        (
            "[{periodic: {exporter: {console: {default_histogram_aggregation: \
             base2_exponential_bucket_histogram}}}}, {pull: {exporter: {prometheus: }}}]",
            &["readers[1]: not supported: another default_histogram_aggregation"],
        ),
    ] {
        if lines.contains("prometheus: }}}]") && cfg!(not(feature = "prometheus")) {
            continue;
        }
        one(&reader(lines), parts);
    }
}

#[cfg(feature = "prometheus")]
#[test]
fn the_page_of_prometheus_has_the_names_of_each_version() {
    for keys in [
        "host: 0.0.0.0, port: 9999, without_scope_info: true, without_target_info: true, \
         with_resource_constant_labels: {included: ['service*'], excluded: [service.a]}, \
         translation_strategy: UnderscoreEscapingWithoutSuffixes",
        "host: 0.0.0.0, port: 9999, scope_info_enabled: false, \
         target_info_enabled/development: false, resource_constant_labels: {included: \
         ['service*'], excluded: [service.a]}, translation_strategy: \
         underscore_escaping_without_suffixes/development",
    ] {
        let text = format!(
            "  readers: [{{pull: {{exporter: {{prometheus/development: {{{keys}}}}}}}}}]\n"
        );
        let settings = quiet(&meter(&text)).metrics;
        let [exporter] = &exporters(&settings)[..] else {
            panic!("one exporter")
        };
        assert!(exporter.starts_with("3: "), "{exporter}");
        assert!(
            exporter.contains("prometheus http://0.0.0.0:9999"),
            "{exporter}"
        );
    }
    for (keys, parts) in [
        ("port: 0", &["port: \"0\"", "from 1 to 65535"][..]),
        ("host: ''", &["host: an empty name"]),
        ("path: /x", &["path: an unknown key", "host, port"]),
        (
            "scope_info_enabled: true, without_scope_info: true",
            &["scope_info_enabled and without_scope_info stand here"],
        ),
        (
            "resource_constant_labels: {}, with_resource_constant_labels: {}",
            &["resource_constant_labels and with_resource_constant_labels stand here"],
        ),
        (
            "translation_strategy: no_translation/development",
            &[
                "\"no_translation/development\"",
                "underscore_escaping_with_suffixes, ",
            ],
        ),
    ] {
        let text = format!("  readers: [{{pull: {{exporter: {{prometheus: {{{keys}}}}}}}}}]\n");
        one(&meter(&text), parts);
    }
}

#[test]
fn meters_are_switched_by_names_of_each_version() {
    for (off, on) in [
        ("disabled: true", "disabled: false"),
        ("enabled: false", "enabled: true"),
    ] {
        let lines = format!(
            "  meter_configurator/development:\n    default_config: {{{off}}}\n    meters: [{{name: \
             'io.*', config: {{{on}}}}}]\n"
        );
        let meters = quiet(&with_reader(&lines)).metrics.views.meters;
        assert!(meters.are_off);
        assert_eq!(meters.switches[0].0.text(), "io.*");
        assert!(meters.switches[0].1);
    }
    for (lines, parts) in [
        (
            "{meters: [{name: a}]}",
            &["meters[0]", "config is missing"][..],
        ),
        (
            "{default_config: {enabled: true, disabled: false}}",
            &["enabled and disabled stand here"],
        ),
        (
            "{default_config: {off: true}}",
            &["default_config.off: an unknown key"],
        ),
    ] {
        let lines = format!("  meter_configurator: {lines}\n");
        one(&with_reader(&lines), parts);
    }
}

#[test]
fn what_the_sdk_cannot_do_is_said() {
    quiet(&with_reader("  exemplar_filter: always_off\n"));
    for filter in ["trace_based", "always_on"] {
        let (_, warnings) = read(&with_reader(&format!("  exemplar_filter: {filter}\n")));
        let expected = "otel.yaml:4: meter_provider.exemplar_filter is not read; opentelemetry_sdk \
                        records no exemplars yet, as with always_off";
        assert_eq!(warnings, [expected]);
    }
    one(
        &with_reader("  exemplar_filter: some\n"),
        &["4:20: ", "\"some\"", "trace_based"],
    );
    quiet(&with_reader(
        "  view_matching_mode/development: independent\n",
    ));
    let composable = "  view_matching_mode/development: composable\n";
    one(
        &with_reader(composable),
        &["view_matching_mode/development: not supported"],
    );
    one(
        &with_reader("  reader: 5\n"),
        &["4:3: ", "did you mean readers?"],
    );
}

#[test]
fn what_variables_hold_is_not_shown() {
    for reader in [
        "otlp_http: {headers: [{name: api-key, value: \"${SECRET}\\n\"}]}",
        "otlp_http: {endpoint: 'ftp://${SECRET}'}",
        "otlp_grpc: {headers_list: \"a=${SECRET},hunter2\"}",
        "console: {temporality_preference: '${SECRET}'}",
    ] {
        let text = meter(&format!(
            "  readers: [{{periodic: {{exporter: {{{reader}}}}}}}]\n"
        ));
        let shown = mistakes(&text).join("\n");
        assert!(!shown.contains("hunter2"), "{shown}");
    }
    let settings = format!("{:?}", quiet(&meter(READERS)));
    assert!(!settings.contains("hunter2"), "{settings}");
}
