//! The program `faulty` as a child process: `faults/child/` says what it does in which case.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, ExitStatus, Stdio},
    time::{Duration, Instant},
};

/// A running child; killed when a test fails before its end.
pub(crate) struct Program(Child);

impl Program {
    /// Starts the program in one of its cases, with the endpoints that it sends to.
    pub(crate) fn start(case: &str, endpoints: &[&str]) -> Self {
        Self::spawn(case, endpoints, Stdio::inherit())
    }

    /// The same, and what it says on stderr is [`warnings`](Self::warnings).
    pub(crate) fn start_overheard(case: &str) -> Self {
        Self::spawn(case, &[], Stdio::piped())
    }

    fn spawn(case: &str, endpoints: &[&str], stderr: Stdio) -> Self {
        let child = Command::new(env!("CARGO_BIN_EXE_faulty"))
            .arg(case)
            .args(endpoints)
            .env("RUST_BACKTRACE", "0")
            .stdout(Stdio::piped())
            .stderr(stderr)
            .spawn()
            .unwrap();
        Self(child)
    }

    /// The next line that it prints, waited for.
    pub(crate) fn line(&mut self) -> String {
        // What is buffered beyond the line is lost: the program waits after each.
        let mut line = String::new();
        let stdout = self.0.stdout.as_mut().unwrap();
        BufReader::with_capacity(1, stdout)
            .read_line(&mut line)
            .unwrap();
        line.trim_end().to_owned()
    }

    /// All that it prints until its end.
    pub(crate) fn rest(&mut self) -> String {
        std::io::read_to_string(self.0.stdout.as_mut().unwrap()).unwrap()
    }

    /// All that it says on stderr until its end.
    pub(crate) fn warnings(&mut self) -> String {
        std::io::read_to_string(self.0.stderr.as_mut().unwrap()).unwrap()
    }

    /// Whether it has not ended.
    pub(crate) fn is_running(&mut self) -> bool {
        self.0.try_wait().unwrap().is_none()
    }

    #[cfg(unix)]
    pub(crate) fn send(&self, signal: fork::Signal) {
        let id = fork::ProcessId::try_from(i32::try_from(self.0.id()).unwrap()).unwrap();
        fork::signal_process(id, signal).unwrap();
    }

    /// Waits for its end; how it ended, and how long that took.
    pub(crate) fn end(mut self) -> (ExitStatus, Duration) {
        let start = Instant::now();
        (self.0.wait().unwrap(), start.elapsed())
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Runs the program to its end; its exit code.
pub(crate) fn run(case: &str, endpoints: &[&str]) -> Option<i32> {
    Program::start(case, endpoints).end().0.code()
}
