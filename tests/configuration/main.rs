//! `init()` in processes of their own, each with its environment and its configuration file.
#![allow(clippy::unwrap_used)]

mod detected;
mod kept;
mod pages;
mod reload;

use std::{
    io::Write as _,
    path::PathBuf,
    process::{Command, Output},
};

/// What a child printed.
struct Said {
    ok: bool,
    stdout: String,
    stderr: String,
}

impl Said {
    fn of(output: Output) -> Self {
        Self {
            ok: output.status.success(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The line of a setting in the description, words only.
    fn setting(&self, name: &str) -> String {
        let line = self.stdout.lines().find(|line| line.starts_with(name));
        let line = line.unwrap_or_else(|| panic!("no {name} in\n{}", self.stdout));
        line.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

fn run(variables: &[(&str, &str)]) -> Said {
    let output = Command::new(env!("CARGO_BIN_EXE_configured"))
        .env_clear()
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    Said::of(output)
}

/// Straight to stderr: the harness would keep what a passing test prints.
fn skipped(why: &str) {
    let _ = writeln!(std::io::stderr(), "SKIPPED: {why}");
}

/// Writes a file of this name; its path.
fn file(name: &str, text: &str) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

const CONSOLE: &str = "file_format: \"1.0\"
resource:
  attributes:
    - name: service.name
      value: ${NAME:-nobody}
propagator:
  composite_list: baggage
tracer_provider:
  processors:
    - simple:
        exporter:
          console:
";

#[test]
fn the_file_that_the_variable_names_is_the_configuration() {
    let path = file("console.yaml", CONSOLE);
    let said = run(&[
        ("OTEL_CONFIG_FILE", path.as_str()),
        ("NAME", "by-file"),
        ("OTEL_SERVICE_NAME", "by-variable"),
        ("OTEL_SDK_DISABLED", "true"),
        ("OTEL_PROPAGATORS", "nonsense"),
    ]);
    assert!(said.ok, "{}", said.stdout);
    let start = format!(
        "otel: tracing by-file → console · sampler parentbased_always_on · propagators baggage · \
         by {path}\n"
    );
    assert!(said.stderr.starts_with(&start), "{}", said.stderr);
    assert!(
        said.stderr.contains("\nwork"),
        "the tree is missing: {}",
        said.stderr
    );
    assert!(!said.stderr.contains("warning"), "{}", said.stderr);
    let row = format!("service.name by-file {path}:4");
    assert_eq!(said.setting("service.name"), row);
    let row = format!("configuration file {path} OTEL_CONFIG_FILE");
    assert_eq!(said.setting("configuration file"), row);
}

#[test]
fn a_file_with_mistakes_is_an_error_that_tells_all_of_them() {
    let text =
        CONSOLE.replace("composite_list: baggage", "composite_lst: 7") + "disabled: perhaps\n";
    let path = file("mistakes.yaml", &text);
    let said = run(&[("OTEL_CONFIG_FILE", path.as_str())]);
    assert!(!said.ok);
    assert_eq!(
        said.stdout,
        format!(
            "{path} cannot be used\n  7:3: propagator.composite_lst: an unknown key; did you mean \
             composite_list?\n  13:11: disabled: \"perhaps\" is not allowed; allowed: true, false\n"
        )
    );
    assert_eq!(said.stderr, "");
}

#[test]
fn where_nobody_answers_a_file_is_what_can_be_mended_and_no_variable() {
    let reader =
        "periodic: {timeout: 100, exporter: {otlp_http: {endpoint: \"http://localhost:1\"}}}";
    let text = format!("{CONSOLE}meter_provider: {{readers: [{{{reader}}}]}}\n");
    let path = file("unanswered.yaml", &text);
    let said = run(&[("OTEL_CONFIG_FILE", path.as_str())]);
    let warnings = said.stderr.lines().filter(|line| line.contains("warning"));
    let warnings: Vec<_> = warnings.collect();
    assert_eq!(warnings.len(), 1, "{}", said.stderr);
    assert!(warnings[0].ends_with("in the configuration file says where"));
    assert!(!warnings[0].contains("OTEL_"), "{warnings:?}");
}

#[test]
fn a_file_that_is_not_there_is_an_error() {
    let said = run(&[("OTEL_CONFIG_FILE", "/no/such/otel.yaml")]);
    assert!(!said.ok);
    assert!(
        said.stdout
            .starts_with("/no/such/otel.yaml cannot be used\n  No such file")
    );
}

#[test]
fn the_old_name_of_the_variable_is_read_with_a_warning() {
    let path = file("old.yaml", CONSOLE);
    let said = run(&[("OTEL_EXPERIMENTAL_CONFIG_FILE", path.as_str())]);
    assert!(said.ok, "{}", said.stdout);
    assert!(
        said.stderr.contains("its name is now OTEL_CONFIG_FILE"),
        "{}",
        said.stderr
    );
    assert!(
        said.setting("service.name")
            .starts_with("service.name nobody")
    );
}

#[test]
fn a_file_that_switches_tracing_off_says_how() {
    let starts = |name: &str, text: &str, expected: &str, row: &str| {
        let path = file(name, text);
        let said = run(&[("OTEL_CONFIG_FILE", path.as_str())]);
        let line = format!(
            "otel: tracing is off ({})\n",
            expected.replace("FILE", &path)
        );
        assert_eq!(said.stderr, line);
        assert_eq!(said.setting("tracing"), row.replace("FILE", &path));
    };
    let format = "file_format: \"1.0\"\n";
    let (why, row) = (
        "FILE has no tracer_provider",
        "tracing off, for want of a tracer_provider default",
    );
    starts("empty.yaml", format, why, row);
    let text = format!("{format}disabled: true\n");
    let (why, row) = ("disabled in FILE", "tracing off FILE:2");
    starts("disabled.yaml", &text, why, row);
}

#[test]
fn no_exporter_is_said() {
    let said = run(&[("OTEL_TRACES_EXPORTER", "none")]);
    let row = "exporter none OTEL_TRACES_EXPORTER";
    assert_eq!(said.setting("exporter"), row);

    let telemetry = otel_runtime::Telemetry::builder()
        .without_environment()
        .exporter(otel_runtime::MemoryExporter::default())
        .build()
        .unwrap();
    let rows = || reload::setting(&telemetry, "exporter");
    assert_eq!(rows(), ["exporter memory code"]);
    telemetry.remove_exporter(&telemetry.backends()[0]).unwrap();
    assert_eq!(rows(), ["exporter none code, while it ran"]);
}

#[test]
fn the_log_level_silences_what_the_runtime_says_of_itself() {
    let wrong = ("OTEL_TRACES_EXPORTER", "nonsense,none");
    let loud = run(&[wrong, ("OTEL_LOG_LEVEL", "info")]);
    assert!(
        loud.stderr.contains("otel: tracing unknown_service:"),
        "{}",
        loud.stderr
    );
    assert!(
        loud.stderr.contains("otel: warning: OTEL_TRACES_EXPORTER"),
        "{}",
        loud.stderr
    );
    let warnings = run(&[wrong, ("OTEL_LOG_LEVEL", "warn")]);
    assert!(
        !warnings.stderr.contains("otel: tracing"),
        "{}",
        warnings.stderr
    );
    assert!(
        warnings
            .stderr
            .contains("otel: warning: OTEL_TRACES_EXPORTER")
    );
    let silent = run(&[wrong, ("OTEL_LOG_LEVEL", "none")]);
    assert!(!silent.stderr.contains("otel:"), "{}", silent.stderr);
    assert_eq!(silent.setting("log level"), "log level off OTEL_LOG_LEVEL");
}
