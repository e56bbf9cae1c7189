//! The Python that has the official packages.

use std::{
    io::Write,
    process::{Command, Stdio},
};

/// `OTEL_TEST_PYTHON`, else `python3`; `None`, with a line that says so, when it lacks `package`.
#[must_use]
pub fn python_with(package: &str) -> Option<String> {
    let python = std::env::var("OTEL_TEST_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let has_it = Command::new(&python)
        .args(["-c", &format!("import {package}")])
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if !has_it {
        // Straight to stderr: the harness would keep what a passing test prints.
        let _ = writeln!(
            std::io::stderr(),
            "SKIPPED: {python} cannot import {package}; set OTEL_TEST_PYTHON to a Python that can \
             (CONTRIBUTING.md says which packages)"
        );
    }
    has_it.then_some(python)
}
