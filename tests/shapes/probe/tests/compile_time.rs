//! What `#[traced]` costs the compiler, beside `tracing::instrument` and nothing at all.
//!
//! `cargo test -p shape-probe --test compile_time -- --ignored --nocapture` prints medians. They are those
//! of one machine at one hour, so only the order of magnitude fails.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

static EXTERNS: &[&str] = shape_externs::externs!();

const FUNCTIONS: usize = 200;
const RUNS: usize = 3;

/// What each contender writes over a function, and over one that returns a `Result`.
const CONTENDERS: &[(&str, &str, &str)] = &[
    ("bare", "", ""),
    (
        "traced",
        "#[otel_runtime::traced]",
        "#[otel_runtime::traced]",
    ),
    (
        "tracing, alike",
        "#[tracing::instrument(skip_all)]",
        "#[tracing::instrument(skip_all, err)]",
    ),
    (
        "traced, arguments",
        "#[otel_runtime::traced(args)]",
        "#[otel_runtime::traced(args)]",
    ),
    (
        "tracing, arguments",
        "#[tracing::instrument]",
        "#[tracing::instrument(err)]",
    ),
];

/// How rustc is called: as by `cargo check`, `cargo build` and `cargo build --release`.
const KINDS: &[(&str, &[&str])] = &[
    ("check", &["--emit=metadata"]),
    ("build", &["--emit=link,metadata", "-Cdebuginfo=2"]),
    ("release", &["--emit=link,metadata", "-Copt-level=3"]),
];

#[test]
#[ignore = "takes a minute, and wants a quiet machine"]
fn two_hundred_functions() {
    let sources: Vec<PathBuf> = CONTENDERS
        .iter()
        .enumerate()
        .map(|(number, (_, plain, result))| {
            write(&format!("contender-{number}.rs"), &functions(plain, result))
        })
        .collect();
    for (kind, flags) in KINDS {
        let mut times = vec![Vec::new(); sources.len()];
        for _ in 0..RUNS {
            for (source, times) in sources.iter().zip(&mut times) {
                times.push(compile(source, flags));
            }
        }
        let medians: Vec<Duration> = times.into_iter().map(median).collect();
        for ((name, ..), median) in CONTENDERS.iter().zip(&medians) {
            println!("{kind:8} {name:20} {:>6} ms", median.as_millis());
        }
        assert!(
            medians[1] < medians[2] * 2,
            "{kind}: twice the time of tracing's"
        );
    }
}

#[test]
fn a_body_of_ten_thousand_lines_compiles() {
    let mut body = String::new();
    for line in 0..10_000 {
        let _ = writeln!(body, "    sum = sum.wrapping_add({line});");
    }
    for (name, attribute) in [("bare", ""), ("traced", "#[otel_runtime::traced]")] {
        let source = format!(
            "//! Long.\n/// Sums.\n{attribute}\npub fn long(mut sum: u64) -> u64 {{\n{body}    sum\n}}\n\
             /// Sums.\n{attribute}\npub async fn long_async(mut sum: u64) -> u64 {{\n\
             std::future::ready(()).await;\n{body}    sum\n}}\n",
        );
        let source = write(&format!("long-{name}.rs"), &source);
        println!(
            "{name}: {} ms",
            compile(&source, &["--emit=metadata"]).as_millis()
        );
    }
}

/// Fifty of each kind.
fn functions(plain: &str, result: &str) -> String {
    let mut source = "//! Many.\n#![allow(clippy::all)]\n".to_owned();
    for number in (0..FUNCTIONS).step_by(4) {
        let _ = write!(
            source,
            "{plain} pub fn plain_{number}(id: u64, name: &str) -> u64 {{\n\
                 let length = name.len() as u64;\n if length > id {{ length - id }} else {{ id }}\n}}\n\
             {result} pub fn result_{number}(text: &str, by: u64) -> Result<u64, std::num::ParseIntError> {{\n\
                 let number: u64 = text.parse()?;\n Ok(number + by)\n}}\n\
             {plain} pub async fn plain_async_{number}(id: u64, list: Vec<u8>) -> u64 {{\n\
                 std::future::ready(()).await;\n plain_{number}(id, \"name\") + list.len() as u64\n}}\n\
             {result} pub async fn result_async_{number}(text: String) -> Result<u64, std::num::ParseIntError> {{\n\
                 let number = plain_async_{number}(1, Vec::new()).await;\n Ok(number + result_{number}(&text, 1)?)\n}}\n",
        );
    }
    source
}

fn write(name: &str, source: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, source).unwrap();
    path
}

fn compile(source: &Path, flags: &[&str]) -> Duration {
    let mut command = Command::new("rustc");
    command
        .arg(source)
        .args(["--edition=2021", "--crate-type=lib", "--cap-lints=allow"])
        .args(["--crate-name=many", "--out-dir"])
        .arg(source.with_extension("out"))
        .args(flags);
    for library in EXTERNS {
        command.args(["--extern", library]);
    }
    let folder = EXTERNS[0]
        .split_once('=')
        .and_then(|(_, path)| Path::new(path).parent());
    command.arg(format!("-Ldependency={}", folder.unwrap().display()));
    let began = Instant::now();
    let output = command.output().unwrap();
    let took = began.elapsed();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    took
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
