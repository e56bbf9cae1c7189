use std::time::Duration;

use super::{
    super::settings::{ExporterSetting, Settings, Source},
    test_support::{quiet, warned},
};
use crate::{
    diagnostics::LogLevel, propagation::Propagator, provider::SpanLimits, sampling::Sampler,
};

fn exporters(settings: &Settings) -> Vec<&'static str> {
    let names = settings.exporters.iter().map(|exporter| match exporter {
        ExporterSetting::Otlp => "otlp",
        ExporterSetting::Console => "console",
        _ => "given",
    });
    names.collect()
}

#[test]
fn nothing_set_gives_the_defaults() {
    let settings = quiet(&[]);
    assert!(!*settings.disabled);
    assert_eq!(settings.exporters.source, Source::Default);
    assert_eq!(exporters(&settings), ["console"]);
    assert_eq!(settings.sampler.setting(), "parentbased_always_on");
    assert_eq!(*settings.propagators, Propagator::DEFAULT);
    assert_eq!(settings.limits.span_limits(), SpanLimits::default());
    assert_eq!(*settings.batch.delay, Duration::from_secs(5));
    assert!(settings.resource.attributes.is_empty());
}

#[test]
fn empty_and_blank_are_unset() {
    let settings = quiet(&[
        ("OTEL_SDK_DISABLED", ""),
        ("OTEL_SERVICE_NAME", " "),
        ("OTEL_TRACES_EXPORTER", ""),
        ("OTEL_TRACES_SAMPLER", ""),
        ("OTEL_PROPAGATORS", "  "),
        ("OTEL_BSP_MAX_QUEUE_SIZE", ""),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", ""),
    ]);
    assert_eq!(settings.resource.service_name.source, Source::Default);
    assert_eq!(settings.exporters.source, Source::Default);
}

#[test]
fn the_switch_is_true_or_false_in_any_case() {
    for (text, disabled) in [("true", true), ("TRUE", true), ("False", false)] {
        assert_eq!(*quiet(&[("OTEL_SDK_DISABLED", text)]).disabled, disabled);
    }
    let settings = warned(
        &[("OTEL_SDK_DISABLED", "1")],
        &["OTEL_SDK_DISABLED=\"1\"", "true, false", "default false"],
    );
    assert!(!*settings.disabled);
}

#[test]
fn exporters_are_a_list() {
    for (text, expected) in [
        ("console", vec!["console"]),
        ("otlp,console", vec!["otlp", "console"]),
        (" Console , OTLP,console,", vec!["console", "otlp"]),
        ("none", vec![]),
    ] {
        let settings = quiet(&[("OTEL_TRACES_EXPORTER", text)]);
        assert_eq!(exporters(&settings), expected, "{text}");
        assert_eq!(
            settings.exporters.source,
            Source::Variable("OTEL_TRACES_EXPORTER")
        );
    }
}

#[test]
fn lines_on_stdout_are_an_exporter_where_they_are_compiled_in() {
    let variables = [("OTEL_TRACES_EXPORTER", "otlp/stdout")];
    if cfg!(feature = "json") {
        let settings = quiet(&variables);
        let ExporterSetting::Given(exporter) = &settings.exporters[0] else {
            panic!("{settings:?}");
        };
        assert_eq!(exporter.describe(), "otlp/stdout");
    } else {
        warned(
            &variables,
            &["\"otlp/stdout\"", "using the default console"],
        );
    }
}

#[test]
fn a_list_of_commas_is_no_list() {
    for name in ["OTEL_TRACES_EXPORTER", "OTEL_PROPAGATORS"] {
        warned(&[(name, " , ,")], &[name, "\", ,\"", "the default"]);
    }
}

#[test]
fn unknown_exporters_are_one_warning_and_the_rest_is_used() {
    let settings = warned(
        &[("OTEL_TRACES_EXPORTER", "zipkin,otlp,xray,none")],
        &["=\"zipkin,xray,none\"", "otlp, console", "using otlp"],
    );
    assert_eq!(exporters(&settings), ["otlp"]);
    let settings = warned(
        &[("OTEL_TRACES_EXPORTER", "zipkin")],
        &["using the default console"],
    );
    assert_eq!(exporters(&settings), ["console"]);
}

#[test]
fn otlp_is_the_default_where_otlp_is_set_up() {
    let endpoint = ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://host:4318");
    let settings = quiet(&[endpoint]);
    assert_eq!(exporters(&settings), ["otlp"]);
    assert_eq!(settings.exporters.source, Source::Variable(endpoint.0));
    assert_eq!(
        exporters(&quiet(&[("OTEL_EXPORTER_OTLP_TRACES_TIMEOUT", "1")])),
        ["otlp"]
    );
    assert_eq!(
        exporters(&quiet(&[endpoint, ("OTEL_TRACES_EXPORTER", "console")])),
        ["console"]
    );
    assert_eq!(
        exporters(&warned(
            &[endpoint, ("OTEL_TRACES_EXPORTER", "x")],
            &["using otlp"]
        )),
        ["otlp"]
    );
}

#[test]
fn samplers_by_name() {
    for (name, argument, expected) in [
        ("always_on", "", "always_on"),
        ("always_off", "", "always_off"),
        ("traceidratio", "0.25", "traceidratio 0.25"),
        ("traceidratio", "", "traceidratio 1"),
        ("parentbased_always_off", "", "parentbased_always_off"),
        (
            "ParentBased_TraceIdRatio",
            "0",
            "parentbased_traceidratio 0",
        ),
        ("always_on", "what another sampler takes", "always_on"),
    ] {
        let settings = quiet(&[
            ("OTEL_TRACES_SAMPLER", name),
            ("OTEL_TRACES_SAMPLER_ARG", argument),
        ]);
        assert_eq!(settings.sampler.setting(), expected);
        assert_eq!(
            settings.sampler.source,
            Source::Variable("OTEL_TRACES_SAMPLER")
        );
    }
}

#[test]
fn bad_samplers_are_named() {
    let settings = warned(
        &[("OTEL_TRACES_SAMPLER", "jaeger_remote")],
        &[
            "\"jaeger_remote\"",
            "traceidratio",
            "default parentbased_always_on",
        ],
    );
    assert_eq!(settings.sampler.setting(), "parentbased_always_on");
    for left_out in ["Jaeger_Remote", "parentbased_jaeger_remote", "xray"] {
        let parts = [
            left_out,
            "parentbased_traceidratio; samplers that ask a server",
        ];
        warned(&[("OTEL_TRACES_SAMPLER", left_out)], &parts);
    }
    for argument in ["1.5", "-1", "NaN", "half"] {
        let settings = warned(
            &[
                ("OTEL_TRACES_SAMPLER", "traceidratio"),
                ("OTEL_TRACES_SAMPLER_ARG", argument),
            ],
            &[
                "OTEL_TRACES_SAMPLER_ARG",
                argument,
                "from 0 to 1",
                "default 1",
            ],
        );
        assert!(matches!(*settings.sampler, Sampler::Ratio(ratio) if ratio.value() == 1.0));
    }
    warned(
        &[("OTEL_TRACES_SAMPLER_ARG", "0.1")],
        &["OTEL_TRACES_SAMPLER_ARG=\"0.1\"", "it is not set"],
    );
}

#[test]
fn propagators_are_taken_once_each() {
    let propagators = |text| quiet(&[("OTEL_PROPAGATORS", text)]).propagators.value;
    assert_eq!(propagators("baggage,baggage"), [Propagator::Baggage]);
    assert_eq!(propagators("none"), []);
    let settings = warned(
        &[("OTEL_PROPAGATORS", "b4,tracecontext,ottrace")],
        &[
            "\"b4,ottrace\"",
            "tracecontext, baggage, b3, b3multi, jaeger",
            "ottrace is deprecated and not supported",
            "using tracecontext",
        ],
    );
    assert_eq!(*settings.propagators, [Propagator::TraceContext]);
    let settings = warned(
        &[("OTEL_PROPAGATORS", "none,b4")],
        &["\"none,b4\"", "using the default tracecontext, baggage"],
    );
    assert_eq!(*settings.propagators, Propagator::DEFAULT);
}

#[test]
fn every_format_of_the_specification_has_its_name() {
    let names = "TraceContext,baggage,b3,b3multi,jaeger";
    let settings = quiet(&[("OTEL_PROPAGATORS", names)]);
    let expected = [
        Propagator::TraceContext,
        Propagator::Baggage,
        Propagator::B3,
        Propagator::B3Multi,
        Propagator::Jaeger,
    ];
    assert_eq!(*settings.propagators, expected);
    let xray = [("OTEL_PROPAGATORS", "xray")];
    #[cfg(feature = "xray")]
    assert_eq!(*quiet(&xray).propagators, [Propagator::XRay]);
    #[cfg(not(feature = "xray"))]
    warned(
        &xray,
        &["xray needs the feature `xray`", "using the default"],
    );
}

#[test]
fn batches() {
    let batch = quiet(&[
        ("OTEL_BSP_SCHEDULE_DELAY", "0"),
        ("OTEL_BSP_EXPORT_TIMEOUT", "0"),
        ("OTEL_BSP_MAX_QUEUE_SIZE", "100"),
        ("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "10"),
    ])
    .batch
    .batch_settings();
    assert_eq!(batch.delay, Duration::ZERO);
    assert_eq!(batch.export_timeout, Duration::from_millis(i32::MAX as u64));
    assert_eq!(batch.queue_spans, Some(100));
    assert_eq!(batch.max_spans, 10);
}

#[test]
fn a_queue_for_no_span_is_refused() {
    let settings = warned(
        &[("OTEL_BSP_MAX_QUEUE_SIZE", "0")],
        &[
            "OTEL_BSP_MAX_QUEUE_SIZE=\"0\"",
            "from 1 to 2147483647",
            "the default",
        ],
    );
    assert_eq!(settings.batch.queue_spans.source, Source::Default);
}

#[test]
fn limits_of_spans_beat_general_ones() {
    let limits = quiet(&[
        ("OTEL_ATTRIBUTE_COUNT_LIMIT", "1"),
        ("OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT", "2"),
        ("OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT", "3"),
        ("OTEL_SPAN_EVENT_COUNT_LIMIT", "4"),
        ("OTEL_SPAN_LINK_COUNT_LIMIT", "5"),
        ("OTEL_EVENT_ATTRIBUTE_COUNT_LIMIT", "6"),
        ("OTEL_LINK_ATTRIBUTE_COUNT_LIMIT", "7"),
    ])
    .limits;
    assert_eq!(
        limits.attributes.source,
        Source::Variable("OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT")
    );
    assert_eq!(
        limits.span_limits(),
        SpanLimits {
            attributes: 2,
            attribute_value_length: Some(3),
            events: 4,
            links: 5,
            attributes_per_event: 6,
            attributes_per_link: 7,
        }
    );
}

#[test]
fn bad_numbers_are_named_and_the_weaker_layer_holds() {
    for bad in [
        "-1",
        "1.5",
        "many",
        "2147483648",
        "99999999999999999999",
        "0x10",
    ] {
        let settings = warned(
            &[
                ("OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT", "64"),
                ("OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT", bad),
            ],
            &[
                "OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT",
                bad,
                "from 0 to 2147483647",
            ],
        );
        assert_eq!(*settings.limits.attribute_value_length, Some(64));
    }
}

#[test]
fn the_log_level_by_name() {
    for (name, level) in [
        ("none", LogLevel::Off),
        ("ERROR", LogLevel::Off),
        ("warn", LogLevel::Warn),
        ("Info", LogLevel::Info),
        ("debug", LogLevel::Info),
        ("", LogLevel::Info),
    ] {
        assert_eq!(*quiet(&[("OTEL_LOG_LEVEL", name)]).log_level, level);
    }
    let settings = warned(
        &[("OTEL_LOG_LEVEL", "loud")],
        &["OTEL_LOG_LEVEL=\"loud\"", "warn", "the default info"],
    );
    assert_eq!(settings.log_level.source, Source::Default);
}
