//! `receiver.py` as a child process: what it says, line by line.

use std::{
    io::{BufRead, BufReader, Lines},
    process::{Child, ChildStdout, Command, Stdio},
};

use journey_tests::python_with;
use serde_json::Value;

/// A running Python receiver; killed when dropped.
pub(crate) struct Receiver {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
    pub(crate) grpc: String,
    pub(crate) http: String,
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
