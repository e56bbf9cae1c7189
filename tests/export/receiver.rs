//! `receiver.py` as a child process: what it says, line by line.

use std::{
    io::{BufRead, BufReader, Lines, Write},
    process::{Child, ChildStdout, Command, Stdio},
};

use serde_json::Value;

/// A running Python receiver; killed when dropped.
pub(crate) struct Receiver {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
    pub(crate) grpc: String,
    pub(crate) http: String,
}

/// The Python that has `opentelemetry-proto`, `grpcio` and `rotel`: `OTEL_TEST_PYTHON`, else
/// `python3`. `None`, with a line that says so, when it lacks `package`.
pub(crate) fn python_with(package: &str) -> Option<String> {
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
            "SKIPPED: {python} cannot import {package}; set OTEL_TEST_PYTHON to a Python with \
             opentelemetry-proto, grpcio and rotel from PyPI"
        );
    }
    has_it.then_some(python)
}

impl Receiver {
    /// Starts the receiver on two free ports; `None` when its packages are missing.
    pub(crate) fn start() -> Option<Self> {
        let python = python_with("grpc, opentelemetry.proto.collector.trace.v1.trace_service_pb2")?;
        let mut child = Command::new(python)
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/export/receiver.py"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let ports: Value = serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap();
        let url = |protocol: &str| format!("http://127.0.0.1:{}", ports[protocol]);
        Some(Self {
            grpc: url("grpc"),
            http: url("http"),
            child,
            lines,
        })
    }

    /// The next request, waited for.
    pub(crate) fn next(&mut self) -> Value {
        let line = self
            .lines
            .next()
            .expect("the receiver is still there")
            .unwrap();
        serde_json::from_str(&line).unwrap()
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
