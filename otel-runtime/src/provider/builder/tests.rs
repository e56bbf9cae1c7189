#![allow(clippy::unwrap_used)]

use opentelemetry::{Key, Value};
use opentelemetry_sdk::{
    error::OTelSdkResult,
    trace::{SpanData, SpanExporter},
};

use crate::{
    export::BatchSettings,
    propagation::Propagator,
    provider::{
        Error, SpanLimits, TelemetryBuilder,
        settings::{ExporterSetting, Settings, Source},
        startup_line,
    },
    sampling::Sampler,
};

/// Somebody else's exporter.
#[derive(Debug)]
struct Nowhere;

impl SpanExporter for Nowhere {
    async fn export(&self, _: Vec<SpanData>) -> OTelSdkResult {
        Ok(())
    }
}

fn resolve(builder: TelemetryBuilder, variables: &[(&str, &str)]) -> Settings {
    let (settings, warnings) = builder
        .resolve(&|name| {
            let found = variables.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| (*value).to_owned())
        })
        .unwrap();
    assert_eq!(warnings, []);
    settings
}

fn refused(builder: TelemetryBuilder) -> Error {
    builder.resolve(&|_| None).unwrap_err()
}

fn builder() -> TelemetryBuilder {
    TelemetryBuilder::new()
}

#[test]
fn code_beats_environment_and_environment_beats_defaults() {
    let variables = [
        ("OTEL_SERVICE_NAME", "variable"),
        ("OTEL_TRACES_SAMPLER", "always_off"),
        ("OTEL_TRACES_EXPORTER", "none"),
        ("OTEL_PROPAGATORS", "baggage"),
        ("OTEL_RESOURCE_ATTRIBUTES", "a=variable,b=variable"),
        ("OTEL_SPAN_EVENT_COUNT_LIMIT", "7"),
        ("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "9"),
    ];
    let settings = resolve(builder(), &variables);
    assert_eq!(*settings.resource.service_name, "variable");
    assert_eq!(settings.sampler.setting(), "always_off");
    assert!(settings.exporters.is_empty());
    assert_eq!(*settings.limits.events, 7);
    assert_eq!(*settings.limits.links, 128);
    assert_eq!(settings.limits.links.source, Source::Default);

    let in_code = builder()
        .service("code")
        .resource_attribute("a", 1)
        .sampler(Sampler::AlwaysOn)
        .exporter(Nowhere)
        .exporter(Nowhere)
        .propagators([Propagator::TraceContext])
        .span_limits(SpanLimits::default())
        .batch(BatchSettings::default());
    let settings = resolve(in_code, &variables);
    assert_eq!(*settings.resource.service_name, "code");
    assert_eq!(settings.resource.service_name.source, Source::Code);
    assert_eq!(settings.resource.get("a").unwrap().source, Source::Code);
    assert_eq!(
        settings.resource.get("b").unwrap().source,
        Source::Variable("OTEL_RESOURCE_ATTRIBUTES")
    );
    let resource = settings.resource.resource();
    assert_eq!(resource.get(&Key::new("a")), Some(Value::from(1)));
    assert_eq!(settings.sampler.setting(), "always_on");
    let given = settings
        .exporters
        .iter()
        .filter(|e| matches!(e, ExporterSetting::Given(_)));
    assert_eq!(given.count(), 2);
    assert_eq!(*settings.propagators, [Propagator::TraceContext]);
    assert_eq!(*settings.limits.events, 128);
    assert_eq!(*settings.batch.max_spans, 512);
    assert_eq!(settings.batch.max_spans.source, Source::Code);
}

#[test]
fn without_environment_no_variable_is_asked_for() {
    let (settings, _) = builder()
        .without_environment()
        .resolve(&|name| unreachable!("{name} was read"))
        .unwrap();
    assert_eq!(settings.sampler.source, Source::Default);
}

#[test]
fn tracing_is_switched_in_code_whatever_the_variable_says() {
    let off = [("OTEL_SDK_DISABLED", "true")];
    assert!(*resolve(builder().exporter(Nowhere), &off).disabled);
    assert!(!*resolve(builder().disabled(false), &off).disabled);
    let settings = resolve(builder().disabled(true).exporter(Nowhere), &[]);
    assert!(*settings.disabled);
    let line = startup_line(&settings);
    assert_eq!(line, "otel: tracing is off (disabled in code)");
}

#[test]
fn the_environment_is_an_attribute_of_the_resource() {
    let settings = resolve(
        builder().environment("production"),
        &[("OTEL_DEPLOYMENT_ENVIRONMENT", "staging")],
    );
    let environment = settings
        .resource
        .get("deployment.environment.name")
        .unwrap();
    assert_eq!(environment.value.value.as_str(), "production");
}

#[test]
fn a_default_batch_shrinks_with_the_queue_and_a_chosen_one_is_said() {
    let queue = ("OTEL_BSP_MAX_QUEUE_SIZE", "100");
    assert_eq!(*resolve(builder(), &[queue]).batch.max_spans, 100);

    let batch = BatchSettings {
        queue_spans: Some(10),
        max_spans: 20,
        ..BatchSettings::default()
    };
    let (settings, warnings) = builder().batch(batch).resolve(&|_| None).unwrap();
    assert_eq!(settings.batch.batch_settings().max_spans, 10);
    assert_eq!(
        warnings[0].to_string(),
        "batch max_spans=\"20\" is not valid; allowed: at most the size of the queue, 10; using 10"
    );
}

#[test]
fn what_cannot_be_is_refused_with_its_name() {
    let no_span = BatchSettings {
        queue_spans: Some(0),
        ..BatchSettings::default()
    };
    for (builder, setting) in [
        (builder().service(" "), "service"),
        (
            builder().resource_attribute("", 1),
            "resource_attribute key",
        ),
        (builder().batch(no_span), "batch queue_spans"),
        (builder().mask_key("short"), "mask_key"),
    ] {
        let text = refused(builder).to_string();
        assert!(text.starts_with(&format!("{setting}: ")), "{text}");
        assert!(!text.contains("short"), "{text}");
    }
}

#[test]
fn a_given_mask_key_makes_hashes_that_last() {
    let key = "0123456789abcdef";
    let hash = |builder| resolve(builder, &[]).mask_key.hash(b"value");
    assert_eq!(hash(builder().mask_key(key)), hash(builder().mask_key(key)));
    assert_ne!(hash(builder().mask_key(key)), hash(builder()));
}
