#![allow(clippy::unwrap_used)]

use opentelemetry_sdk::metrics::{Aggregation, InstrumentKind};

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
fn with_reader(lines: &str) -> String {
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
fn one(text: &str, parts: &[&str]) {
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
            &["cardinality_limits.gauge: \"0\"", "from 1"],
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

const VIEW: &str = r#"  views:
    - selector:
        instrument_name: My_Instrument
        instrument_type: histogram
        unit: ms
        meter_name: my-meter
        meter_version: 1.0.0
        meter_schema_url: https://opentelemetry.io/schemas/1.16.0
      stream:
        name: new_instrument_name
        description: new_description
        aggregation:
          explicit_bucket_histogram:
            boundaries: [0.0, 5, 7.5]
            record_min_max: false
        aggregation_cardinality_limit: 2000
        attribute_keys:
          included: [key1, key2]
"#;

#[test]
fn views_are_read() {
    let settings = quiet(&with_reader(VIEW)).metrics;
    let view = &settings.views.views[0];
    let selector = &view.selector;
    assert_eq!(selector.name.as_ref().unwrap().text(), "my_instrument");
    assert_eq!(selector.kind, Some(InstrumentKind::Histogram));
    assert_eq!(selector.unit.as_deref(), Some("ms"));
    assert_eq!(selector.meter_name.as_deref(), Some("my-meter"));
    assert_eq!(selector.meter_version.as_deref(), Some("1.0.0"));
    assert!(selector.meter_schema_url.is_some());
    assert_eq!(view.name.as_deref(), Some("new_instrument_name"));
    assert_eq!(view.description.as_deref(), Some("new_description"));
    assert_eq!(view.cardinality_limit, Some(2000));
    let keys = view.attribute_keys.as_ref().unwrap();
    assert_eq!(
        keys.iter().map(|key| key.as_str()).collect::<Vec<_>>(),
        ["key1", "key2"]
    );
    let expected = Aggregation::ExplicitBucketHistogram {
        boundaries: vec![0.0, 5.0, 7.5],
        record_min_max: false,
    };
    assert_eq!(view.aggregation, Some(expected));
    assert_eq!(view.line, 5);
    let shown = settings.views.to_string();
    let expected = "my_instrument Histogram unit \"ms\" meter \"my-meter\" version \"1.0.0\" schema \
                    \"https://opentelemetry.io/schemas/1.16.0\" → name \"new_instrument_name\", \
                    description \"new_description\", ExplicitBucketHistogram { boundaries: [0.0, 5.0, \
                    7.5], record_min_max: false }, at most 2000, attributes [key1, key2]";
    assert_eq!(shown, expected);
}

#[test]
fn aggregations_have_the_defaults_of_the_format() {
    let aggregation = |text: &str| {
        let lines = format!("  views: [{{selector: {{}}, stream: {{aggregation: {{{text}}}}}}}]\n");
        let settings = quiet(&with_reader(&lines));
        settings.metrics.views.views[0].aggregation.clone()
    };
    assert_eq!(aggregation("default: "), None);
    assert_eq!(aggregation("drop: "), Some(Aggregation::Drop));
    assert_eq!(aggregation("sum: {}"), Some(Aggregation::Sum));
    assert_eq!(aggregation("last_value: "), Some(Aggregation::LastValue));
    let shown = format!("{:?}", aggregation("explicit_bucket_histogram: ").unwrap());
    assert!(shown.contains("[0.0, 5.0, 10.0, 25.0, "), "{shown}");
    let shown = format!(
        "{:?}",
        aggregation("explicit_bucket_histogram: {boundaries: []}")
    );
    assert!(shown.contains("boundaries: []"), "{shown}");
    let exponential = |max_size, max_scale| {
        Some(Aggregation::Base2ExponentialHistogram {
            max_size,
            max_scale,
            record_min_max: true,
        })
    };
    let name = "base2_exponential_bucket_histogram";
    assert_eq!(aggregation(&format!("{name}: ")), exponential(160, 20));
    let own = format!("{name}: {{max_size: 2, max_scale: -10}}");
    assert_eq!(aggregation(&own), exponential(2, -10));
}

#[test]
fn views_that_cannot_be_are_refused() {
    for (view, parts) in [
        ("", &["views[0]", "nothing stands here"][..]),
        ("{selector: {}}", &["views[0]", "stream is missing"]),
        ("{stream: {}}", &["views[0]", "selector is missing"]),
        (
            "{selector: {name: a}, stream: {}}",
            &["selector.name: an unknown key", "instrument_name"],
        ),
        (
            "{selector: {instrument_type: timer}, stream: {}}",
            &["instrument_type: \"timer\"", "counter, gauge, histogram"],
        ),
        (
            "{selector: {instrument_name: 'a*'}, stream: {name: b}}",
            &["stream.name: a name is for one instrument"],
        ),
        (
            "{selector: {}, stream: {aggregation: {average: }}}",
            &["\"average\" is no aggregation", "last_value"],
        ),
        (
            "{selector: {}, stream: {aggregation: {sum: {of: all}}}}",
            &["sum.of: an unknown key"],
        ),
        (
            "{selector: {}, stream: {aggregation: {explicit_bucket_histogram: {boundaries: [1, 1]}}}}",
            &["boundaries[1]: \"1\" is not above"],
        ),
        (
            "{selector: {}, stream: {aggregation: {explicit_bucket_histogram: {boundaries: [1, x]}}}}",
            &["boundaries[1]: \"x\"", "a number"],
        ),
        (
            "{selector: {}, stream: {aggregation: {base2_exponential_bucket_histogram: {max_scale: 21}}}}",
            &["max_scale: \"21\"", "from -10 to 20"],
        ),
        (
            "{selector: {}, stream: {aggregation_cardinality_limit: 0}}",
            &["aggregation_cardinality_limit: \"0\"", "from 1"],
        ),
        (
            "{selector: {}, stream: {attribute_keys: {excluded: [a]}}}",
            &["attribute_keys.excluded: not supported"],
        ),
        (
            "{selector: {}, stream: {attribute_keys: {included: [a, 'b.*']}}}",
            &["attribute_keys.included", "pattern at [1]", "whole names"],
        ),
    ] {
        one(&with_reader(&format!("  views:\n    - {view}\n")), parts);
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
