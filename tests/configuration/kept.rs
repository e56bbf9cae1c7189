//! What reading the file again leaves as it is, what it follows, and what it says of both.

use std::{
    fs::{self, File},
    io::Write as _,
    process::Command,
    sync::mpsc::channel,
    time::Duration,
};

use otel_runtime::{MemoryExporter, MetricExporter, Sampler, Telemetry};

use super::reload::{Files, setting};

const TEN_SECONDS: Duration = Duration::from_secs(10);

fn reload(telemetry: &Telemetry) -> String {
    telemetry.reload().unwrap().to_string()
}

#[test]
fn a_sampler_of_the_code_stays_until_the_file_has_another() {
    let files = Files::new("sampler_of_the_code");
    files.configure(&files.text("always_on", &["a"]));
    let telemetry = files.telemetry();
    telemetry.set_sampler(Sampler::AlwaysOff);
    assert_eq!(reload(&telemetry), "nothing has changed");
    files.configure(&(files.text("always_on", &["a"]) + "log_level: info\n"));
    reload(&telemetry);
    let row = "sampler always_off code, while it ran";
    assert_eq!(setting(&telemetry, "sampler"), [row]);
    files.configure(&files.text("trace_id_ratio_based", &["a"]));
    assert_eq!(reload(&telemetry), "sampler traceidratio 1");
    let row = format!("sampler traceidratio 1 {}:3", files.path().display());
    assert_eq!(setting(&telemetry, "sampler"), [row]);
}

#[test]
fn the_share_of_an_environment_stays_the_files() {
    let files = Files::new("environment");
    let production = "resource:\n  attributes_list: deployment.environment.name=production\n";
    files.configure(&(files.text("per_environment/development", &["a"]) + production));
    let telemetry = files.telemetry();
    let before = setting(&telemetry, "sampler");
    assert!(before[0].ends_with("otel.yaml:3"), "{before:?}");
    assert_eq!(reload(&telemetry), "nothing has changed");
    assert_eq!(setting(&telemetry, "sampler"), before);
}

#[test]
fn exporters_of_the_code_stay_in_the_description() {
    let files = Files::new("exporters_of_the_code");
    files.configure(&files.text("always_on", &["a"]));
    let telemetry = Telemetry::builder()
        .without_environment()
        .config_file(files.path())
        .exporter(MemoryExporter::default())
        .exporter(otel_runtime::Exporter::from(MemoryExporter::default()).named("other"))
        .build()
        .unwrap();
    files.configure(&files.text("always_on", &["b"]));
    assert_eq!(reload(&telemetry), "nothing has changed");
    let rows = ["exporter memory code", "exporter other code"];
    assert_eq!(setting(&telemetry, "exporter"), rows);
}

#[test]
fn metric_exporters_of_the_code_stay_as_they_are() {
    let files = Files::new("metrics");
    files.configure(&files.text("always_on", &["a"]));
    let builder = Telemetry::builder().without_environment();
    let telemetry = builder
        .config_file(files.path())
        .metric_exporter(MetricExporter::console())
        .metric_export_interval(Duration::from_secs(3_600))
        .build()
        .unwrap();
    let before = setting(&telemetry, "metrics");
    assert_eq!(before[0], "metrics console code");
    assert_eq!(reload(&telemetry), "nothing has changed");
    assert_eq!(setting(&telemetry, "metrics"), before);
}

#[test]
fn each_exporter_is_compared_with_its_own_predecessor() {
    let files = Files::new("off");
    let off = "disabled: true\n";
    files.configure(&(files.text("always_on", &["a", "b"]) + off));
    let telemetry = files.telemetry();
    assert_eq!(reload(&telemetry), "nothing has changed");
    files.configure(&(files.text("always_on", &["a", "c", "d"]) + off));
    let expected = "nothing has changed; these need a restart: exporter, exporter batches";
    assert_eq!(reload(&telemetry), expected);
}

#[test]
fn a_new_mask_key_and_schema_need_a_restart() {
    let files = Files::new("mask_key");
    let text = |key: &str, schema: &str| {
        let ours = format!("distribution: {{otel-runtime: {{mask_key: {key}}}}}\n");
        files.text("always_on", &["a"]) + &ours + &format!("resource: {{schema_url: {schema}}}\n")
    };
    files.configure(&text("0123456789abcdef", "https://example.com/1"));
    let telemetry = files.telemetry();
    assert_eq!(reload(&telemetry), "nothing has changed");
    files.configure(&text("fedcba9876543210", "https://example.com/2"));
    let expected = "nothing has changed; these need a restart: schema url, mask key";
    assert_eq!(reload(&telemetry), expected);
    assert_eq!(reload(&telemetry), expected, "it still does");
    let row = format!(
        "schema url https://example.com/1 {}:10",
        files.path().display()
    );
    assert_eq!(setting(&telemetry, "schema url"), [row]);
}

#[test]
fn the_time_between_looks_follows_the_file_unless_the_code_says_it() {
    let files = Files::new("interval");
    let text = |every: u32| {
        let ours = format!("distribution: {{otel-runtime: {{reload_interval: {every}}}}}\n");
        files.text("always_on", &["a"]) + &ours
    };
    files.configure(&text(3_600_000));
    let telemetry = files.telemetry();
    let row = |line: u32| format!("reload interval 1800s {}:{line}", files.path().display());
    files.configure(&text(1_800_000));
    assert_eq!(reload(&telemetry), "reload interval 1800s");
    assert_eq!(setting(&telemetry, "reload interval"), [row(9)]);
    files.configure(&files.text("always_on", &["a"]));
    assert_eq!(reload(&telemetry), "reload interval none");
    telemetry.reload_on_change(TEN_SECONDS).unwrap();
    files.configure(&text(1_800_000));
    assert_eq!(reload(&telemetry), "nothing has changed");
    let row = "reload interval 10s code, while it ran";
    assert_eq!(setting(&telemetry, "reload interval"), [row]);
}

/// Puts a pipe into the file's place: reading it takes until somebody has written. Whether there are
/// pipes here.
#[cfg(unix)]
fn make_pipe(files: &Files) -> bool {
    fs::remove_file(files.path()).unwrap();
    let made = Command::new("mkfifo").arg(files.path()).status();
    let is_there = made.is_ok_and(|status| status.success());
    if !is_there {
        super::skipped("no mkfifo here");
    }
    is_there
}

#[cfg(unix)]
#[test]
fn questions_are_answered_while_the_file_is_read_again() {
    let files = Files::new("pipe");
    let text = files.text("always_on", &["a"]);
    files.configure(&text);
    let telemetry = &files.telemetry();
    if !make_pipe(&files) {
        return;
    }
    std::thread::scope(|threads| {
        let reading = threads.spawn(|| telemetry.reload());
        // Opened as soon as it is read.
        let mut pipe = File::options().write(true).open(files.path()).unwrap();
        let (answer, answered) = channel();
        let question = move || answer.send(telemetry.describe());
        threads.spawn(question);
        let description = answered.recv_timeout(TEN_SECONDS);
        pipe.write_all(text.as_bytes()).unwrap();
        drop(pipe);
        assert!(reading.join().unwrap().is_ok());
        assert!(description.is_ok(), "the question had to wait");
    });
}

#[cfg(unix)]
#[test]
fn no_more_than_a_mebibyte_is_read_however_much_there_is() {
    let files = Files::new("endless");
    let text = files.text("always_on", &["a"]);
    files.configure(&text);
    let telemetry = &files.telemetry();
    if !make_pipe(&files) {
        return;
    }
    std::thread::scope(|threads| {
        let reading = threads.spawn(|| telemetry.reload());
        let mut pipe = File::options().write(true).open(files.path()).unwrap();
        pipe.write_all(text.as_bytes()).unwrap();
        // Comments, until nobody reads any more.
        let lines = "#\n".repeat(1 << 15);
        let written = (0..64).try_for_each(|_| pipe.write_all(lines.as_bytes()));
        assert!(written.is_err(), "4 MiB were read");
        let error = reading.join().unwrap().unwrap_err().to_string();
        assert!(error.ends_with("more than 1048576 bytes"), "{error}");
    });
}
