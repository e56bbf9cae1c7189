//! Calls rustc, or clippy, on one program and reads what it says.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use serde_json::Value;

use crate::shape::{Mode, Shape};

/// The libraries of this test: the programs may use them.
static EXTERNS: &[&str] = shape_externs::externs!();

/// Lints that are not on by themselves and that the promise names.
const LINTS: &[&str] = &[
    "let_underscore_drop",
    "missing_debug_implementations",
    "missing_docs",
    "redundant_lifetimes",
    "rust_2018_idioms",
    "single_use_lifetimes",
    "trivial_casts",
    "trivial_numeric_casts",
    "unreachable_pub",
    "unused_import_braces",
    "unused_lifetimes",
    "unused_qualifications",
    "unused_results",
    "variant_size_differences",
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tool {
    Rustc,
    Clippy,
}

/// What a compiler said.
pub(crate) struct Report {
    pub(crate) compiles: bool,
    pub(crate) found: BTreeSet<Found>,
    /// All of it, to be read.
    pub(crate) text: String,
}

/// One warning or error.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Found {
    line: u64,
    pub(crate) code: String,
    message: String,
}

/// Checks one program.
pub(crate) fn check(shape: &Shape, edition: &str, mode: Mode, tool: Tool) -> Report {
    let mut command = Command::new(match tool {
        Tool::Rustc => Path::new("rustc"),
        Tool::Clippy => &CLIPPY,
    });
    let name = shape.name.replace('/', "-");
    let output = format!("{name}-{edition}-{mode:?}-{tool:?}.rmeta");
    command
        .arg(&shape.path)
        .args(["--edition", edition])
        .args(shape.crate_type())
        .args(["--crate-name", "shape", "--error-format", "json"])
        .args(["--emit", "metadata", "-o"])
        .arg(Path::new(env!("CARGO_TARGET_TMPDIR")).join(output));
    for lint in LINTS {
        command.args(["-W", lint]);
    }
    if tool == Tool::Clippy {
        command.args(["-W", "clippy::pedantic", "-W", "clippy::nursery"]);
    }
    for library in EXTERNS {
        command.args(["--extern", library]);
    }
    command.arg(format!("-Ldependency={}", libraries().display()));
    match mode {
        Mode::Bare => {}
        Mode::Traced => drop(command.args(["--cfg", "traced"])),
        Mode::Full => drop(command.args(["--cfg", "full"])),
    }
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    let messages: Vec<Value> = said
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect();
    Report {
        compiles: output.status.success(),
        found: messages.iter().filter_map(Found::read).collect(),
        text: messages
            .iter()
            .filter_map(|message| message["rendered"].as_str())
            .collect(),
    }
}

/// Where cargo puts libraries.
fn libraries() -> &'static Path {
    let library = EXTERNS.first().and_then(|library| library.split_once('='));
    library
        .and_then(|(_, path)| Path::new(path).parent())
        .unwrap()
}

static CLIPPY: LazyLock<PathBuf> = LazyLock::new(|| {
    let sysroot = Command::new("rustc")
        .args(["--print", "sysroot"])
        .output()
        .unwrap();
    let sysroot = String::from_utf8(sysroot.stdout).unwrap();
    Path::new(sysroot.trim()).join("bin/clippy-driver")
});

impl Found {
    fn read(message: &Value) -> Option<Self> {
        let spans = message["spans"].as_array()?;
        let primary = spans
            .iter()
            .find(|span| span["is_primary"] == Value::Bool(true));
        let code = message["code"]["code"].as_str().unwrap_or_default();
        // "aborting due to .." and "1 warning emitted" have neither place nor code.
        if primary.is_none() && code.is_empty() {
            return None;
        }
        Some(Self {
            line: primary
                .and_then(|span| span["line_start"].as_u64())
                .unwrap_or_default(),
            code: code.to_owned(),
            message: message["message"].as_str()?.to_owned(),
        })
    }
}

impl Report {
    pub(crate) fn is_silent(&self) -> bool {
        self.compiles && self.found.is_empty()
    }

    /// What is said here and not of the bare program, and the other way round, but for lints that
    /// may fall silent; empty when there is nothing.
    pub(crate) fn differences(&self, bare: &Self, may_be_silent: impl Fn(&str) -> bool) -> String {
        let new = self.found.difference(&bare.found);
        let lost = bare
            .found
            .difference(&self.found)
            .filter(|found| !may_be_silent(&found.code));
        let lines: Vec<String> = new
            .map(|found| format!("  new   {found}"))
            .chain(lost.map(|found| format!("  lost  {found}")))
            .collect();
        lines.join("\n")
    }
}

impl std::fmt::Display for Found {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}: {}: {}", self.line, self.code, self.message)
    }
}
