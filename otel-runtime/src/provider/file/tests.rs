#![allow(clippy::unwrap_used)]

use std::time::Duration;

use super::{
    super::settings::{ExporterSetting, Settings, Source},
    test_support::{quiet, read, tracer},
};
use crate::{diagnostics::LogLevel, propagation::Propagator, provider::SpanLimits};

const WHOLE: &str = r#"file_format: "1.0"
disabled: false
log_level: warn
resource:
  attributes_list: team=a%2Cb,region=north
  attributes:
    - name: service.name
      value: ${NAME}
    - {name: region, value: south}
attribute_limits:
  attribute_value_length_limit: 4096
  attribute_count_limit: 64
propagator:
  composite:
    - baggage:
  composite_list: tracecontext,baggage
tracer_provider:
  processors:
    - batch:
        schedule_delay: 100
        export_timeout: 0
        max_queue_size: 1000
        max_export_batch_size: ${NUMBER}
        exporter:
          otlp_http:
            endpoint: http://collector:4318/v1/traces
            headers_list: api-key=weak,other=1
            headers:
              - {name: Api-Key, value: "${SECRET}"}
              - name: empty
                value:
            compression: gzip
            timeout: 3000
            encoding: protobuf
    - simple:
        exporter:
          otlp_grpc:
            endpoint: collector:4317
            tls: {insecure: true}
    - simple:
        exporter:
          console:
  limits:
    attribute_count_limit: 32
    event_count_limit: 5
  sampler:
    parent_based:
      root:
        trace_id_ratio_based:
          ratio: ${RATIO}
"#;

fn exporters(settings: &Settings) -> Vec<String> {
    let describe = |exporter: &ExporterSetting| match exporter {
        ExporterSetting::Configured(configured) => {
            format!("{}: {}", configured.line, configured.exporter.describe())
        }
        other => format!("{other:?}"),
    };
    settings.exporters.iter().map(describe).collect()
}

#[test]
fn a_whole_file_is_read_and_each_value_knows_its_line() {
    let settings = quiet(WHOLE);
    assert!(!*settings.disabled, "OTEL_SDK_DISABLED is ignored");
    assert_eq!(settings.disabled.source, Source::File(2));
    assert_eq!(*settings.log_level, LogLevel::Warn);
    assert_eq!(*settings.resource.service_name, "checkout");
    assert_eq!(settings.resource.service_name.source, Source::File(7));
    let region = settings.resource.get("region").unwrap();
    assert_eq!(
        (region.value.value.as_str().as_ref(), region.source),
        ("south", Source::File(9))
    );
    let team = settings.resource.get("team").unwrap();
    assert_eq!(
        (team.value.value.as_str().as_ref(), team.source),
        ("a,b", Source::File(5))
    );
    assert!(
        settings.resource.get("a").is_none(),
        "OTEL_RESOURCE_ATTRIBUTES is ignored"
    );
    assert_eq!(
        *settings.propagators,
        [Propagator::Baggage, Propagator::TraceContext]
    );
    assert_eq!(settings.propagators.source, Source::File(14));
    assert_eq!(settings.sampler.setting(), "parentbased_traceidratio 0.25");
    assert_eq!(settings.sampler.source, Source::File(47));
    let limits = SpanLimits {
        attributes: 32,
        attribute_value_length: Some(4096),
        events: 5,
        ..SpanLimits::default()
    };
    assert_eq!(settings.limits.span_limits(), limits);
    assert_eq!(settings.limits.attributes.source, Source::File(44));
    assert_eq!(
        settings.limits.attribute_value_length.source,
        Source::File(11)
    );
    assert_eq!(settings.limits.links.source, Source::Default);
    assert_eq!(
        exporters(&settings),
        [
            "19: otlp http http://collector:4318/v1/traces",
            "35: otlp grpc collector:4317",
            "40: console",
        ]
    );
    assert_eq!(settings.exporters.source, Source::File(19));
}

#[test]
fn an_exporter_has_the_batches_of_its_processor() {
    let settings = quiet(WHOLE);
    let shown = format!("{:?}", settings.exporters.value);
    let batch = settings
        .exporters
        .iter()
        .find_map(|exporter| match exporter {
            ExporterSetting::Configured(configured) => configured.exporter.batch_settings(),
            _ => None,
        });
    let batch = batch.unwrap();
    assert_eq!(batch.delay, Duration::from_millis(100));
    assert_eq!(batch.export_timeout, Duration::from_millis(i32::MAX as u64));
    assert_eq!((batch.queue_spans, batch.max_spans), (Some(1000), 7));
    assert!(!shown.contains("hunter2"), "{shown}");
}

#[test]
fn a_queue_is_bounded_in_bytes_and_in_spans_only_where_the_file_says_so() {
    let queue = |size: &str| {
        let batch = format!("{{batch: {{{size} exporter: {{console: }}}}}}");
        let text = format!("file_format: \"1.0\"\ntracer_provider: {{processors: [{batch}]}}");
        let exporters = quiet(&text).exporters.value;
        let [ExporterSetting::Configured(one)] = exporters.as_slice() else {
            panic!("one exporter expected: {exporters:?}")
        };
        let batch = one.exporter.batch_settings().unwrap();
        (batch.queue_bytes, batch.queue_spans, batch.max_spans)
    };
    let bytes = 32 * 1024 * 1024;
    assert_eq!(queue(""), (bytes, None, 512));
    assert_eq!(queue("max_queue_size: 2048,"), (bytes, Some(2048), 512));
    assert_eq!(queue("max_queue_size: 100,"), (bytes, Some(100), 100));
}

#[test]
fn what_a_file_leaves_out_has_the_defaults_of_the_format() {
    let settings = quiet("file_format: \"1.0\"");
    assert!(*settings.disabled, "there is no tracer provider");
    assert_eq!(*settings.propagators, []);
    assert_eq!(settings.limits.span_limits(), SpanLimits::default());
    let settings = quiet(&tracer(""));
    assert!(!*settings.disabled);
    assert_eq!(settings.sampler.setting(), "parentbased_always_on");
    assert_eq!(settings.sampler.source, Source::Default);
    assert_eq!(exporters(&settings), ["4: console"]);
}

/// As who comes from variables has them.
#[test]
fn references_to_variables_that_are_not_set_are_the_defaults() {
    let text = r#"file_format: "1.2"
stability: development
disabled: ${UNSET:-false}
log_level: ${UNSET:-info}
resource:
  attributes:
    - name: service.name
      value: ${UNSET:-unknown_service}
  attributes_list: ${UNSET}
  detection: {detectors: [service: ]}
attribute_limits:
  attribute_value_length_limit: ${UNSET}
  attribute_count_limit: ${UNSET:-128}
propagator:
  composite_list: ${UNSET:-tracecontext,baggage}
tracer_provider:
  processors:
    - batch:
        schedule_delay: ${UNSET:-5000}
        max_queue_size: ${UNSET:-2048}
        exporter:
          otlp_http:
            endpoint: ${UNSET:-http://localhost:4318}/v1/traces
            tls:
              ca_file: ${UNSET}
              key_file: ${UNSET}
              cert_file: ${UNSET}
            compression: ${UNSET:-gzip}
            timeout: ${UNSET:-10000}
            headers_list: ${UNSET}
  limits:
    event_count_limit: ${UNSET}
    link_count_limit: ${UNSET:-128}
  sampler: {parent_based: {root: {always_on: }, local_parent_not_sampled: {always_off: }}}
"#;
    let settings = quiet(text);
    assert!(!*settings.disabled);
    assert_eq!(*settings.resource.service_name, "unknown_service");
    assert_eq!(settings.limits.span_limits(), SpanLimits::default());
    assert_eq!(
        *settings.propagators,
        [Propagator::TraceContext, Propagator::Baggage]
    );
    assert_eq!(settings.sampler.setting(), "parentbased_always_on");
    let expected = "18: otlp http http://localhost:4318/v1/traces";
    assert_eq!(exporters(&settings), [expected]);
}

#[test]
fn null_is_the_default_as_well() {
    let text =
        tracer("  limits:\n    event_count_limit:\n    link_count_limit: null\n  sampler: ~\n");
    let text = format!("{text}disabled:\nlog_level:\nresource:\npropagator:\n");
    let settings = quiet(&text);
    assert_eq!(settings.limits.span_limits(), SpanLimits::default());
    assert_eq!(*settings.log_level, LogLevel::Info);
}

#[test]
fn levels_are_severities_of_logs() {
    for (name, level) in [
        ("trace", LogLevel::Info),
        ("DEBUG4", LogLevel::Info),
        ("info2", LogLevel::Info),
        ("Warn3", LogLevel::Warn),
        ("error", LogLevel::Off),
        ("fatal4", LogLevel::Off),
    ] {
        let settings = quiet(&format!("file_format: \"1.0\"\nlog_level: {name}"));
        assert_eq!(*settings.log_level, level, "{name}");
    }
}

#[test]
fn what_belongs_to_others_is_said_with_its_line() {
    let text = format!(
        "{}logger_provider:\n  processors: 7\n  more:\ninstrumentation/development:\n  java:\nx-anchors:\n  a: 1\n\
         distribution:\n  someone: {{anything: goes}}\n",
        tracer("")
    );
    let (settings, warnings) = read(&text);
    assert!(!*settings.disabled);
    assert_eq!(
        warnings,
        [
            "otel.yaml:5: logger_provider is not read; there is no logs pipeline here",
            "otel.yaml:8: instrumentation/development is not read; nothing is instrumented by \
             itself",
            "otel.yaml:10: x-anchors is not read; the format has no such key",
        ]
    );
}

#[cfg(not(feature = "metrics"))]
#[test]
fn metrics_that_are_not_compiled_in_are_said_with_their_line() {
    let (_, warnings) = read(&format!("{}meter_provider:\n  readers: 5\n", tracer("")));
    let expected = "otel.yaml:5: meter_provider is not read; build with the feature metrics";
    assert_eq!(warnings, [expected]);
}

#[test]
fn a_newer_minor_version_is_read_with_a_warning() {
    for format in ["\"1.0\"", "1.0", "\"1.1\"", "\"1.2\"", "\"1.0-rc.3\""] {
        quiet(&format!("file_format: {format}"));
    }
    let (_, warnings) = read("file_format: \"1.7\"");
    assert!(warnings[0].contains("newer in it than 1.2"), "{warnings:?}");
}

#[test]
fn what_is_ours_stands_under_our_name() {
    let text = "file_format: \"1.0\"\ndistribution:\n  otel-runtime:\n    mask_key: \
                ${NONE:-0123456789abcdef}\n";
    let settings = quiet(text);
    assert_eq!(settings.mask_key.source, Source::File(4));
}

#[test]
fn the_examples_of_the_documentation_are_read() {
    let page = include_str!("../../../../docs/configuration.md");
    let examples: Vec<&str> = page.split("```").skip(1).step_by(2).collect();
    let yaml = examples
        .iter()
        .filter_map(|text| text.strip_prefix("yaml\n"));
    let mut read_some = false;
    let is_whole = |text: &&str| text.starts_with("file_format");
    let can_be = |text: &&str| cfg!(feature = "prometheus") || !text.contains("prometheus");
    for example in yaml.filter(is_whole).filter(can_be) {
        let (settings, _) = read(example);
        assert!(!*settings.disabled, "{example}");
        read_some = true;
    }
    assert!(read_some);
}
