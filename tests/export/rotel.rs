//! The same trace at a collector that nobody here wrote: `rotel` from PyPI, which prints what came.

use std::{
    io::{BufRead, BufReader},
    net::{SocketAddr, TcpStream},
    process::{Child, Command, Stdio},
    sync::mpsc::{self, Receiver, Sender},
    thread,
    time::{Duration, Instant},
};

use journey_tests::python_with;
use otel_runtime::{Compression, Otlp};
use otlp_sink::Address;

use super::{telemetry, trace};

const PATIENCE: Duration = Duration::from_secs(30);

/// What rotel prints of the trace; `<root>` and `<child>` stand for span ids, `<version>` for ours.
const EXPECTED: &str = include_str!("rotel.txt");

/// A collector; killed when dropped.
pub(crate) struct Rotel {
    agent: String,
    pub(crate) grpc: Address,
    http: Address,
    child: Child,
    /// What it prints, and whatever runs at its addresses after it.
    lines: Receiver<String>,
    line: Sender<String>,
}

impl Drop for Rotel {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Waits until somebody listens at `address`.
pub(crate) fn wait_for(address: SocketAddr) {
    let start = Instant::now();
    while TcpStream::connect(address).is_err() {
        assert!(start.elapsed() < PATIENCE, "nobody listens at {address}");
        thread::sleep(Duration::from_millis(20));
    }
}

impl Rotel {
    /// Starts the agent that stands in the package's folder and waits until it listens; `None` when
    /// the package is missing.
    pub(crate) fn start() -> Option<Self> {
        let python = python_with("rotel")?;
        let agent = "import rotel; print(rotel.__path__[0] + '/rotel-agent', end='')";
        let agent = Command::new(python).args(["-c", agent]).output().unwrap();
        let agent = String::from_utf8(agent.stdout).unwrap();
        let [grpc, http] = [Address::hold().unwrap(), Address::hold().unwrap()];
        let (line, lines) = mpsc::channel();
        Some(Self {
            child: run(&agent, [&grpc, &http], line.clone()),
            agent,
            grpc,
            http,
            lines,
            line,
        })
    }

    /// Ends it without a warning.
    pub(crate) fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Starts it again, at the same addresses.
    pub(crate) fn restart(&mut self) {
        self.child = run(&self.agent, [&self.grpc, &self.http], self.line.clone());
    }

    /// The next line that it prints.
    pub(crate) fn line(&self) -> String {
        let line = self.lines.recv_timeout(PATIENCE);
        line.expect("rotel prints the trace")
    }

    /// The next `count` lines from where a request begins.
    fn request(&self, count: usize) -> String {
        let mut request = self.line();
        while request != "ResourceSpans #0" {
            request = self.line();
        }
        for _ in 1..count {
            request.push('\n');
            request.push_str(&self.line());
        }
        request
    }
}

fn run(agent: &str, held: [&Address; 2], line: Sender<String>) -> Child {
    let [grpc, http] = held.map(Address::address);
    let mut child = Command::new(agent)
        .args(["start", "--exporter", "blackhole"])
        .args(["--debug-log", "traces", "--debug-log-verbosity", "detailed"])
        .args(["--otlp-grpc-endpoint", &grpc.to_string()])
        .args(["--otlp-http-endpoint", &http.to_string()])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let output = BufReader::new(child.stdout.take().unwrap());
    thread::spawn(move || {
        output
            .lines()
            .map_while(Result::ok)
            .try_for_each(|text| line.send(text))
    });
    [grpc, http].into_iter().for_each(wait_for);
    child
}

#[test]
fn a_real_collector_reads_the_same_trace() {
    let Some(rotel) = Rotel::start() else {
        return;
    };
    let grpc = Otlp::grpc().endpoint(rotel.grpc.endpoint());
    let http = Otlp::http().endpoint(rotel.http.endpoint());
    let json = Otlp::http_json().endpoint(rotel.http.endpoint());
    for otlp in [grpc, http, json] {
        for compression in [Compression::None, Compression::Gzip] {
            let telemetry = telemetry(otlp.clone().compression(compression));
            let spans = trace::record(&telemetry);
            telemetry.shutdown().unwrap();
            let expected = EXPECTED
                .trim_end()
                .replace("<version>", env!("CARGO_PKG_VERSION"))
                .replace("<child>", spans[0]["spanId"].as_str().unwrap())
                .replace("<root>", spans[1]["spanId"].as_str().unwrap());
            let request = rotel.request(expected.lines().count());
            let lines = |text: &str| {
                text.lines()
                    .map(|line| line.trim_end().to_owned())
                    .collect()
            };
            let [request, expected]: [Vec<String>; 2] = [lines(&request), lines(&expected)];
            assert_eq!(request, expected);
        }
    }
}
