//! Files of JSON lines, and what a program writes to its streams, as other processes find them.

#![allow(clippy::unwrap_used)]

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::atomic::{AtomicUsize, Ordering},
};

use otel_runtime::{JsonLines, Telemetry, traced};
use serde_json::Value;

/// A folder for one test; dropped, it is deleted.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("otel-files-{}-{number}", std::process::id());
        Self(std::env::temp_dir().join(name))
    }

    fn file(&self) -> PathBuf {
        self.0.join("spans.jsonl")
    }

    /// The lines of all files in it, each of them read as JSON.
    fn lines(&self) -> Vec<Value> {
        let entries = fs::read_dir(&self.0).unwrap();
        entries
            .flat_map(|entry| lines(&entry.unwrap().path()))
            .collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn lines(path: &Path) -> Vec<Value> {
    parsed(&fs::read_to_string(path).unwrap())
}

fn parsed(text: &str) -> Vec<Value> {
    assert!(text.ends_with('\n') || text.is_empty(), "{text}");
    let parse = |line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}"));
    text.lines().map(parse).collect()
}

fn child(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_filing"));
    command.args(arguments).env("RUST_BACKTRACE", "0");
    command
}

#[cfg(unix)]
#[test]
fn parent_and_child_share_a_file_without_tearing_lines() {
    let folder = Folder::new();
    let path = folder.file();
    let status = child(&["forks", path.to_str().unwrap()]).status().unwrap();
    assert!(status.success());
    let lines = folder.lines();
    assert_eq!(lines.len(), 100 + 2 * 20 * 50);
    let ids: HashSet<_> = lines
        .iter()
        .map(|line| line["span_id"].as_str().unwrap())
        .collect();
    assert_eq!(ids.len(), lines.len());
    let entries = fs::read_dir(&folder.0).unwrap();
    let sizes: Vec<_> = entries
        .map(|entry| entry.unwrap().metadata().unwrap().len())
        .collect();
    assert!(
        sizes.len() > 3 && sizes.iter().all(|size| *size <= 100_000),
        "{sizes:?}"
    );
}

/// The bound is that of `ulimit -f`: a write beyond it is cut, as on a disk that is full.
#[cfg(unix)]
#[test]
fn a_full_disk_costs_the_spans_it_has_no_room_for_and_no_line_is_torn() {
    let folder = Folder::new();
    let path = folder.file();
    let output = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 64; exec \"$@\"", "sh"])
        .arg(env!("CARGO_BIN_EXE_filing"))
        .args(["fills".as_ref(), path.as_os_str()])
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{said}");
    let (before, after) = (
        lines(&path.with_extension("full")).len(),
        lines(&path).len(),
    );
    let mut said = said.lines();
    let error = said.next().unwrap();
    assert!(error.contains("20 spans were not delivered"), "{error}");
    assert!(error.contains("bytes could be written"), "{error}");
    let ledgers = said.collect::<Vec<_>>().join(" ");
    assert_eq!(after, 20);
    for exported in [before, before + after] {
        let total = exported + 20;
        let line = format!(
            "{total} ended = {exported} exported + 0 rejected + 20 dropped (export failed 20)"
        );
        assert!(ledgers.contains(&line), "{line}: {ledgers}");
    }
}

#[test]
fn the_environment_sends_lines_to_stdout_and_nothing_else_goes_there() {
    let output = child(&["reads-its-environment"])
        .env("OTEL_TRACES_EXPORTER", "otlp/stdout")
        .env("OTEL_SERVICE_NAME", "from-the-environment")
        .output()
        .unwrap();
    assert!(output.status.success());
    let lines = parsed(&String::from_utf8(output.stdout).unwrap());
    let [line] = &lines[..] else {
        panic!("{lines:#?}");
    };
    let resource = &line["resourceSpans"][0];
    let spans = resource["scopeSpans"][0]["spans"].as_array().unwrap();
    assert_eq!(spans.len(), 3);
    assert!(
        resource["resource"]
            .to_string()
            .contains("from-the-environment")
    );
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("→ otlp/stdout ·"), "{said}");
}

#[test]
fn each_export_is_said_where_it_is_asked_for_and_no_secret_with_it() {
    let folder = Folder::new();
    let path = folder.file();
    let output = child(&["logs", path.to_str().unwrap()]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{said}");
    let exports: Vec<_> = said
        .lines()
        .filter(|line| line.contains("otel: export to "))
        .collect();
    let starting = |start: &str| exports.iter().find(|line| line.starts_with(start));
    let lines = starting("otel: export to lines: 2 spans, ").unwrap();
    assert!(lines.ends_with("s: ok"), "{lines}");
    let otlp = starting("otel: export to otlp http http://127.0.0.1:1: 2 spans, ").unwrap();
    assert!(
        otlp.contains(" bytes, ") && otlp.contains(": failed: "),
        "{otlp}"
    );
    assert!(!said.contains("hunter2"), "{said}");
}

#[traced]
fn work() {}

#[test]
fn a_folder_that_is_gone_costs_what_came_meanwhile() {
    let folder = Folder::new();
    let telemetry = Telemetry::builder()
        .without_environment()
        .exporter(JsonLines::new(folder.file()).flat())
        .build()
        .unwrap();
    telemetry.scope(work);
    telemetry.flush().unwrap();
    fs::remove_dir_all(&folder.0).unwrap();
    fs::write(&folder.0, "in the way").unwrap();
    telemetry.scope(work);
    let error = telemetry.flush().unwrap_err().to_string();
    assert!(
        error.contains("spans.jsonl: 1 spans were not delivered"),
        "{error}"
    );
    fs::remove_file(&folder.0).unwrap();
    telemetry.scope(work);
    telemetry.shutdown().unwrap();
    assert_eq!(folder.lines().len(), 1);
    let ledger = telemetry.ledger().to_string();
    let expected = "3 ended = 2 exported + 0 rejected + 1 dropped (export failed 1) + 0 pending";
    assert!(ledger.contains(expected), "{ledger}");
}
