//! The store `otelite` from the Cargo registry as a child process. It acknowledges what it has
//! committed to its database, and knows a span that comes again.

use std::{
    collections::HashSet,
    env,
    io::{Read, Write},
    net::TcpStream,
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::Duration,
};

use otlp_sink::Address;
use serde_json::Value;

use super::rotel::wait_for;

/// A running store; killed when dropped, and its folder removed.
pub(crate) struct Otelite {
    program: String,
    folder: PathBuf,
    pub(crate) grpc: Address,
    http: Address,
    api: Address,
    child: Child,
}

impl Otelite {
    /// Starts the program that `OTEL_TEST_OTELITE` names, else the one on the path; `None`, with a
    /// line that says so, when there is none.
    pub(crate) fn start() -> Option<Self> {
        let program = env::var("OTEL_TEST_OTELITE").unwrap_or_else(|_| "otelite".to_owned());
        let version = Command::new(&program).arg("--version").output();
        if !version.is_ok_and(|output| output.status.success()) {
            // Straight to stderr: the harness would keep what a passing test prints.
            let _ = writeln!(
                std::io::stderr(),
                "SKIPPED: {program} cannot be run; set OTEL_TEST_OTELITE to what `cargo install \
                 --locked otelite --version 0.1.156` has installed"
            );
            return None;
        }
        let [grpc, http, api] = [(); 3].map(|()| Address::hold().unwrap());
        let folder = env::temp_dir().join(format!("otelite-{}", grpc.address().port()));
        std::fs::create_dir_all(&folder).unwrap();
        Some(Self {
            child: run(&program, &folder, [&grpc, &http, &api]),
            program,
            folder,
            grpc,
            http,
            api,
        })
    }

    /// Ends it without a warning.
    pub(crate) fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Starts it again, at the same addresses and with what it has stored.
    pub(crate) fn restart(&mut self) {
        let addresses = [&self.grpc, &self.http, &self.api];
        self.child = run(&self.program, &self.folder, addresses);
    }

    /// The ids of all spans of these traces.
    pub(crate) fn span_ids(&self, traces: &HashSet<String>) -> HashSet<String> {
        let spans = traces.iter().flat_map(|id| {
            let trace = self.get(&format!("/api/traces/{id}"));
            trace["spans"].as_array().unwrap().clone()
        });
        let id = |span: Value| span["span_id"].as_str().unwrap().to_owned();
        spans.map(id).collect()
    }

    /// How many spans it has stored, of whatever traces.
    pub(crate) fn span_count(&self) -> u64 {
        self.get("/api/stats")["span_count"].as_u64().unwrap()
    }

    fn get(&self, path: &str) -> Value {
        let mut connection = TcpStream::connect(self.api.address()).unwrap();
        connection
            .set_read_timeout(Some(Duration::from_secs(30)))
            .unwrap();
        // The answer ends with the connection.
        write!(connection, "GET {path} HTTP/1.0\r\n\r\n").unwrap();
        let mut answer = String::new();
        connection.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.contains(" 200 "), "{path}: {answer}");
        serde_json::from_str(body).unwrap()
    }
}

impl Drop for Otelite {
    fn drop(&mut self) {
        self.kill();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn run(program: &str, folder: &PathBuf, held: [&Address; 3]) -> Child {
    let [grpc, http, api] = held.map(Address::address);
    let child = Command::new(program)
        .args(["serve", "--addr", &api.to_string(), "--storage-path"])
        .arg(folder)
        // Where it looks for its settings.
        .env("HOME", folder)
        .env("OTELITE_OTLP_GRPC_PORT", grpc.port().to_string())
        .env("OTELITE_OTLP_HTTP_PORT", http.port().to_string())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    [grpc, http, api].into_iter().for_each(wait_for);
    child
}
