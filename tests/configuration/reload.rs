//! Reading the configuration file again while spans come.

use std::{
    collections::BTreeSet,
    fs,
    path::PathBuf,
    sync::atomic::{AtomicBool, Ordering},
};

use journey_tests::{Stop, wait_until};
use otel_runtime::{MemoryExporter, Telemetry, traced};
use serde_json::Value;

#[traced(attrs(number))]
fn numbered(number: u64) {}

/// A folder of one test, with the configuration file in it.
pub(super) struct Files(PathBuf);

impl Files {
    pub(super) fn new(test: &str) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    pub(super) fn path(&self) -> PathBuf {
        self.0.join("otel.yaml")
    }

    /// Replaces the configuration as a whole, as careful programs do.
    pub(super) fn configure(&self, text: &str) {
        let new = self.0.join("new.yaml");
        fs::write(&new, text).unwrap();
        fs::rename(&new, self.path()).unwrap();
    }

    /// A configuration with these samplers and files for spans.
    pub(super) fn text(&self, sampler: &str, files: &[&str]) -> String {
        let mut text = format!(
            "file_format: \"1.0\"\ntracer_provider:\n  sampler: {{{sampler}: }}\n  processors:\n"
        );
        for file in files {
            let path = self.0.join(file);
            let stream = format!("file://{}", path.display());
            text += &format!(
                "    - batch:\n        schedule_delay: 5\n        exporter:\n          \
                 otlp_file/development: {{output_stream: \"{stream}\"}}\n"
            );
        }
        text
    }

    pub(super) fn telemetry(&self) -> Telemetry {
        Telemetry::builder()
            .without_environment()
            .config_file(self.path())
            .build()
            .unwrap()
    }

    /// The numbers of the spans in a file.
    fn numbers(&self, file: &str) -> Vec<u64> {
        let text = fs::read_to_string(self.0.join(file)).unwrap_or_default();
        let spans = |line: &str| -> Vec<Value> {
            let request: Value = serde_json::from_str(line).unwrap();
            let scopes = request["resourceSpans"][0]["scopeSpans"]
                .as_array()
                .unwrap();
            let spans = scopes
                .iter()
                .flat_map(|scope| scope["spans"].as_array().unwrap());
            spans.cloned().collect()
        };
        let number = |span: Value| {
            let value = &span["attributes"][0]["value"]["intValue"];
            value.as_str().unwrap().parse().unwrap()
        };
        text.lines().flat_map(spans).map(number).collect()
    }
}

/// The lines of the description that begin so, words only.
pub(super) fn setting(telemetry: &Telemetry, name: &str) -> Vec<String> {
    let text = telemetry.describe().to_string();
    let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    text.lines()
        .filter(|line| line.starts_with(name))
        .map(words)
        .collect()
}

#[test]
fn sampler_and_exporters_follow_the_file() {
    let files = Files::new("follow");
    files.configure(&files.text("always_on", &["a", "b"]));
    let telemetry = files.telemetry();
    telemetry.scope(|| numbered(1));
    files.configure(&files.text("always_on", &["b", "c"]));
    let reload = telemetry.reload().unwrap();
    let (a, c) = (files.0.join("a"), files.0.join("c"));
    let changed = [
        format!("added file {}", c.display()),
        format!("removed file {}", a.display()),
    ];
    assert_eq!(reload.changed, changed);
    assert_eq!(reload.needs_restart, [""; 0]);
    telemetry.scope(|| numbered(2));
    files.configure(&files.text("always_off", &["b", "c"]));
    assert_eq!(
        telemetry.reload().unwrap().to_string(),
        "sampler always_off"
    );
    telemetry.scope(|| numbered(3));
    assert_eq!(
        telemetry.reload().unwrap().to_string(),
        "nothing has changed"
    );
    let row = format!("sampler always_off {}:3", files.path().display());
    assert_eq!(setting(&telemetry, "sampler"), [row]);
    assert_eq!(setting(&telemetry, "exporter  ").len(), 2);
    telemetry.shutdown().unwrap();
    assert_eq!(files.numbers("a"), [1]);
    assert_eq!(files.numbers("b"), [1, 2]);
    assert_eq!(files.numbers("c"), [2]);
}

#[test]
fn no_span_is_lost_while_exporters_change() {
    let files = Files::new("busy");
    files.configure(&files.text("always_on", &["a"]));
    let telemetry = files.telemetry();
    let done = AtomicBool::new(false);
    let (ended, reloads) = std::thread::scope(|threads| {
        let stop = Stop(&done);
        let writers: Vec<_> = (0..2_u64)
            .map(|writer| {
                let (telemetry, done) = (&telemetry, &done);
                threads.spawn(move || {
                    let mut number = writer;
                    while !done.load(Ordering::Relaxed) {
                        telemetry.scope(|| numbered(number));
                        number += 2;
                        // An exporter that goes has 5 seconds for what waits, on any machine.
                        if number % 1_000 < 2 {
                            let _ = telemetry.flush();
                        }
                    }
                    number
                })
            })
            .collect();
        let mut reloads = 0;
        for file in ["b", "a"].into_iter().cycle().take(20) {
            files.configure(&files.text("always_on", &[file]));
            reloads += telemetry.reload().unwrap().changed.len();
        }
        drop(stop);
        let ends: Vec<u64> = writers.into_iter().map(|one| one.join().unwrap()).collect();
        (ends, reloads)
    });
    telemetry.shutdown().unwrap();
    assert_eq!(reloads, 40, "one came and one went each time");
    let mut found: BTreeSet<u64> = files.numbers("a").into_iter().collect();
    found.extend(files.numbers("b"));
    for (writer, end) in (0..2_u64).zip(ended) {
        let missing = (writer..end)
            .step_by(2)
            .find(|number| !found.contains(number));
        assert_eq!(missing, None, "of {end}: {}", telemetry.ledger());
    }
}

#[test]
fn a_file_that_cannot_be_used_changes_nothing() {
    let files = Files::new("broken");
    files.configure(&files.text("always_on", &["a"]));
    let telemetry = files.telemetry();
    let before = telemetry.describe();
    files.configure(&files.text("sometimes", &["b"]));
    let error = telemetry.reload().unwrap_err().to_string();
    assert!(
        error.contains("\"sometimes\" is no sampler here"),
        "{error}"
    );
    // The first exporter can be started and the second cannot: a file is no folder.
    fs::write(files.0.join("file"), "").unwrap();
    files.configure(&files.text("always_off", &["b", "file/c"]));
    let error = telemetry.reload().unwrap_err().to_string();
    assert!(error.contains("could not be started"), "{error}");
    assert_eq!(telemetry.describe(), before);
    telemetry.scope(|| numbered(1));
    telemetry.shutdown().unwrap();
    assert_eq!(files.numbers("a"), [1]);
    assert_eq!(files.numbers("b"), [0; 0]);
}

#[test]
fn what_the_code_set_stays_and_the_rest_is_said() {
    let files = Files::new("code");
    files.configure(&files.text("always_off", &[]).replace(
        "processors:",
        "processors: [{simple: {exporter: {console: }}}]",
    ));
    let spans = MemoryExporter::default();
    let telemetry = Telemetry::builder()
        .without_environment()
        .config_file(files.path())
        .exporter(spans.clone())
        .sampler(otel_runtime::Sampler::AlwaysOn)
        .build()
        .unwrap();
    let more =
        "  limits: {event_count_limit: 1}\nresource:\n  attributes: [{name: team, value: a}]\n";
    files.configure(&(files.text("always_off", &["a"]) + more));
    let reload = telemetry.reload().unwrap();
    assert_eq!(
        reload.to_string(),
        "nothing has changed; these need a restart: team, limit events"
    );
    telemetry.scope(|| numbered(1));
    telemetry.flush().unwrap();
    assert_eq!(spans.spans().len(), 1);
    assert_eq!(setting(&telemetry, "sampler"), ["sampler always_on code"]);
    let error = Telemetry::builder()
        .without_environment()
        .build()
        .unwrap()
        .reload();
    assert!(
        error
            .unwrap_err()
            .to_string()
            .starts_with("reload: \"no configuration file\"")
    );
}

#[test]
fn a_watched_file_is_read_again_when_it_changes() {
    let files = Files::new("watched");
    let ours = "distribution: {otel-runtime: {reload_interval: 5}}\n";
    files.configure(&(files.text("always_on", &["a"]) + ours));
    let telemetry = files.telemetry();
    let wait_for = |expected: &str| {
        wait_until(|| setting(&telemetry, "sampler")[0].starts_with(expected));
    };
    files.configure(&(files.text("always_off", &["a"]) + ours));
    wait_for("sampler always_off");
    files.configure("file_format: nonsense");
    files.configure(&(files.text("trace_id_ratio_based", &["a"]) + ours));
    wait_for("sampler traceidratio 1");
}
