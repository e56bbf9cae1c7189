//! Variables that are set in the belief that they do something: each is named in one warning,
//! together with what does it here.

use super::{super::settings::Warning, reader::Reader};

const OTLP: &str = "send OTLP, which Jaeger takes at ports 4317 and 4318: \
                    OTEL_EXPORTER_OTLP_ENDPOINT";
const ZIPKIN: &str = "there is no Zipkin exporter; send OTLP to a collector that speaks Zipkin: \
                      OTEL_EXPORTER_OTLP_ENDPOINT";
const OFF: &str = "the standard variables are OTEL_SDK_DISABLED=true, or \
                   OTEL_TRACES_EXPORTER=none";
const RATIO: &str = "the standard variables are OTEL_TRACES_SAMPLER=parentbased_traceidratio and \
                     OTEL_TRACES_SAMPLER_ARG";
const DELAY: &str = "the standard variable is OTEL_BSP_SCHEDULE_DELAY, in milliseconds";
const BATCH: &str = "the standard variable is OTEL_BSP_MAX_EXPORT_BATCH_SIZE";
const QUEUE: &str = "the standard variable is OTEL_BSP_MAX_QUEUE_SIZE";
const ENVIRONMENT: &str = "the standard variable is OTEL_RESOURCE_ATTRIBUTES, with \
                           deployment.environment.name=..; OTEL_DEPLOYMENT_ENVIRONMENT is read too";
const RESOURCE: &str = "the standard variable is OTEL_RESOURCE_ATTRIBUTES";

#[cfg(not(feature = "config-file"))]
const CONFIG_FILE: &str = "build with the feature config-file";

/// Names in use that are not of the specification, and those of it that have no meaning here.
const NOT_READ: &[(&str, &str)] = &[
    ("OTEL_TRACES_ENABLED", OFF),
    ("OTEL_TRACING_ENABLED", OFF),
    ("OTEL_ENABLED", OFF),
    ("OTEL_TRACES_SAMPLING_RATIO", RATIO),
    ("OTEL_TRACES_SAMPLER_RATIO", RATIO),
    ("OTEL_TRACES_SAMPLE_RATE", RATIO),
    ("OTEL_TRACE_SAMPLING_RATE", RATIO),
    ("OTEL_SAMPLING_RATIO", RATIO),
    (
        "OTEL_TRACE_SAMPLER",
        "the standard variable is OTEL_TRACES_SAMPLER",
    ),
    (
        "OTEL_TRACE_EXPORTER",
        "the standard variable is OTEL_TRACES_EXPORTER",
    ),
    (
        "OTEL_EXPORTER",
        "the standard variable is OTEL_TRACES_EXPORTER",
    ),
    (
        "OTEL_PROPAGATOR",
        "the standard variable is OTEL_PROPAGATORS",
    ),
    ("OTEL_TRACES_BATCH_TIMEOUT", DELAY),
    ("OTEL_TRACES_BATCH_DELAY", DELAY),
    ("OTEL_TRACES_BATCH_SIZE", BATCH),
    ("OTEL_TRACES_MAX_BATCH_SIZE", BATCH),
    (
        "OTEL_BSP_MAX_CONCURRENT_EXPORTS",
        "an exporter sends its batches one after another, and holds 32 MiB meanwhile",
    ),
    ("OTEL_TRACES_QUEUE_SIZE", QUEUE),
    ("OTEL_TRACES_MAX_QUEUE_SIZE", QUEUE),
    (
        "OTEL_EXPORTER_OTLP_TRACE_ENDPOINT",
        "the standard variable is OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
    ),
    (
        "OTEL_EXPORTER_OTLP_SPAN_INSECURE",
        "the standard variable is OTEL_EXPORTER_OTLP_TRACES_INSECURE",
    ),
    (
        "OTEL_ENDPOINT",
        "the standard variable is OTEL_EXPORTER_OTLP_ENDPOINT",
    ),
    (
        "OTEL_EXPORTER_ENDPOINT",
        "the standard variable is OTEL_EXPORTER_OTLP_ENDPOINT",
    ),
    (
        "OTEL_HEADERS",
        "the standard variable is OTEL_EXPORTER_OTLP_HEADERS",
    ),
    ("OTEL_EXPORTER_JAEGER_ENDPOINT", OTLP),
    ("OTEL_EXPORTER_JAEGER_AGENT_HOST", OTLP),
    ("OTEL_EXPORTER_JAEGER_AGENT_PORT", OTLP),
    ("OTEL_EXPORTER_JAEGER_PROTOCOL", OTLP),
    ("OTEL_EXPORTER_JAEGER_TIMEOUT", OTLP),
    ("OTEL_EXPORTER_JAEGER_USER", OTLP),
    ("OTEL_EXPORTER_JAEGER_PASSWORD", OTLP),
    ("OTEL_EXPORTER_ZIPKIN_ENDPOINT", ZIPKIN),
    ("OTEL_EXPORTER_ZIPKIN_TIMEOUT", ZIPKIN),
    ("OTEL_ENVIRONMENT", ENVIRONMENT),
    ("OTEL_DEPLOYMENT_ENVIRONMENT_NAME", ENVIRONMENT),
    ("OTEL_SERVICE_NAMESPACE", RESOURCE),
    ("OTEL_SERVICE_INSTANCE_ID", RESOURCE),
    (
        "OTEL_ENTITIES",
        "entities are in development; use OTEL_RESOURCE_ATTRIBUTES",
    ),
    (
        "OTEL_SEMCONV_EXCEPTION_SIGNAL_OPT_IN",
        "exceptions are events of their spans, as there are no logs to put them into",
    ),
    // A build that cannot read the file that somebody relies on has to say so.
    #[cfg(not(feature = "config-file"))]
    ("OTEL_CONFIG_FILE", CONFIG_FILE),
    #[cfg(not(feature = "config-file"))]
    ("OTEL_EXPERIMENTAL_CONFIG_FILE", CONFIG_FILE),
];

/// Warns of those that are set. Their values are not shown: a password is among them.
pub(super) fn warn(reader: &mut Reader<'_>) {
    for (name, advice) in NOT_READ {
        if reader.text(name).is_some() {
            reader.warnings.push(Warning::NotRead {
                setting: (*name).into(),
                advice: (*advice).into(),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::test_support::{quiet, warned},
        NOT_READ,
    };

    #[test]
    fn each_is_one_warning_with_the_standard_name_and_without_its_value() {
        for (name, advice) in NOT_READ {
            quiet(&[(name, "")]);
            let settings = warned(&[(name, "hunter2")], &[name, " is not read; ", advice]);
            assert!(!*settings.disabled);
        }
        let password = "OTEL_EXPORTER_JAEGER_PASSWORD";
        let (_, warnings) = super::super::test_support::read(&[(password, "hunter2")]);
        assert!(!warnings[0].contains("hunter2"), "{warnings:?}");
    }

    #[cfg(not(feature = "config-file"))]
    #[test]
    fn a_file_that_this_build_cannot_read_is_said() {
        let parts = ["OTEL_CONFIG_FILE is not read", "feature config-file"];
        warned(&[("OTEL_CONFIG_FILE", "otel.yaml")], &parts);
    }

    #[test]
    fn variables_of_the_other_signals_are_no_mistake() {
        quiet(&[
            ("OTEL_SEMCONV_STABILITY_OPT_IN", "http/dup"),
            ("OTEL_LOGS_EXPORTER", "otlp"),
            ("OTEL_BLRP_SCHEDULE_DELAY", "10"),
            ("OTEL_LOGRECORD_ATTRIBUTE_COUNT_LIMIT", "10"),
        ]);
        #[cfg(not(feature = "metrics"))]
        quiet(&[
            ("OTEL_METRICS_EXPORTER", "prometheus"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "1000"),
            ("OTEL_METRICS_EXEMPLAR_FILTER", "always_on"),
            ("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "http://host:4318"),
            ("OTEL_EXPORTER_PROMETHEUS_PORT", "9464"),
        ]);
    }
}
