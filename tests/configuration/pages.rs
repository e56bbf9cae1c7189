//! What the README and the page about the configuration file say, compared with what is.

use std::{collections::BTreeSet, path::Path, process::Command};

use crate::{Said, run};

const README: &str = include_str!("../../README.md");

/// The row of a table of the README that begins with this.
fn row(first: &str) -> &'static str {
    let mut rows = README.lines().filter(|line| line.starts_with("| `"));
    let row = rows.find(|row| row.split(" | ").next().is_some_and(|at| at.contains(first)));
    row.unwrap_or_else(|| panic!("no row for {first}"))
}

/// The rows have these defaults, and the description these settings.
#[track_caller]
fn compare(said: &Said, defaults: &[(&str, &str, &str)]) {
    for (variable, default, setting) in defaults {
        let row = row(variable);
        assert!(row.contains(default), "{default:?} is not in {row}");
        let name = setting.rsplitn(3, ' ').last().unwrap();
        assert_eq!(said.setting(name), *setting);
    }
}

#[test]
fn the_defaults_of_otlp_are_those_of_the_readme() {
    let said = run(&[
        ("OTEL_TRACES_EXPORTER", "otlp"),
        ("OTEL_TRACES_SAMPLER", "always_off"),
    ]);
    let defaults = [
        (
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            "`http://localhost:4318` over HTTP",
            "otlp endpoint http://localhost:4318/v1/traces default",
        ),
        (
            "OTEL_EXPORTER_OTLP_PROTOCOL",
            "default `http/protobuf`",
            "otlp protocol http/protobuf default",
        ),
        (
            "OTEL_EXPORTER_OTLP_COMPRESSION",
            "default `none`",
            "otlp compression none default",
        ),
        (
            "OTEL_EXPORTER_OTLP_TIMEOUT",
            "default 10000",
            "otlp timeout 10s default",
        ),
    ];
    compare(&said, &defaults);
}

#[test]
fn the_defaults_are_those_of_the_readme() {
    let said = run(&[("OTEL_TRACES_EXPORTER", "none")]);
    let defaults = [
        ("OTEL_SDK_DISABLED", "Default false", "tracing on default"),
        ("OTEL_LOG_LEVEL", "default `info`", "log level info default"),
        (
            "OTEL_TRACES_SAMPLER`",
            "default `parentbased_always_on`",
            "sampler parentbased_always_on default",
        ),
        (
            "OTEL_PROPAGATORS",
            "`tracecontext`, `baggage`, `b3`, `b3multi`, `jaeger`, `xray` (feature `xray`), or \
             `none`; default the first two",
            "propagators tracecontext,baggage default",
        ),
        (
            "OTEL_BSP_SCHEDULE_DELAY",
            "default 5000 and 30000",
            "batch delay 5s default",
        ),
        (
            "OTEL_BSP_EXPORT_TIMEOUT",
            "default 5000 and 30000",
            "batch export_timeout 30s default",
        ),
        (
            "OTEL_BSP_MAX_EXPORT_BATCH_SIZE",
            "default 512",
            "batch max_spans 512 default",
        ),
        (
            "OTEL_BSP_MAX_QUEUE_SIZE",
            "default no such bound",
            "batch queue_spans none default",
        ),
        (
            "OTEL_BSP_MAX_QUEUE_SIZE",
            "(32 MiB)",
            "batch queue_bytes 33554432 default",
        ),
        (
            "OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT",
            "default any",
            "limit attribute_value_length none default",
        ),
    ];
    compare(&said, &defaults);
    assert!(row("OTEL_SPAN_EVENT_COUNT_LIMIT").contains("default 128 each"));
    for limit in [
        "attributes ",
        "events",
        "links",
        "attributes_per_event",
        "attributes_per_link",
    ] {
        let name = format!("limit {limit}");
        assert!(said.setting(&name).ends_with(" 128 default"), "{name}");
    }
    assert!(README.contains("tried again for 300 s"));
    let tried = said.setting("batch max_elapsed_time");
    assert_eq!(tried, "batch max_elapsed_time 300s default");
}

#[test]
fn the_features_are_those_of_the_readme() {
    let manifest = include_str!("../../otel-runtime/Cargo.toml");
    let (_, features) = manifest.split_once("[features]\n").unwrap();
    let (features, _) = features.split_once("\n[").unwrap();
    let named = |line: &'static str| line.split_once(" = [").map(|(name, _)| name);
    let mut features: BTreeSet<_> = features.lines().filter_map(named).collect();
    assert!(features.remove("default"));
    let (_, table) = README.split_once("| Feature | Default |").unwrap();
    let (table, _) = table.split_once("\n\n").unwrap();
    let rows = table.lines().filter_map(|row| row.strip_prefix("| `"));
    let listed = rows.map(|row| row.split('`').next().unwrap()).collect();
    assert_eq!(features, listed);
}

#[test]
fn the_description_of_a_file_is_as_its_page_shows_it() {
    let page = include_str!("../../docs/configuration.md");
    let block = |begin: &str| {
        let mut blocks = page.split("```").skip(1).step_by(2);
        blocks.find_map(|text| text.strip_prefix(begin)).unwrap()
    };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("page");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("otel.yaml"), block("yaml\n")).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_configured"))
        .env_clear()
        .env("OTEL_CONFIG_FILE", "otel.yaml")
        .env("API_KEY", "secret")
        .current_dir(folder)
        .output()
        .unwrap();
    let said = Said::of(output);
    for line in block("text\nlog level").lines().skip(1) {
        let words: Vec<_> = line.split_whitespace().collect();
        assert_eq!(said.setting(words[0]), words.join(" "));
    }
}
