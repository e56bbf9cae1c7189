//! The program `faulty` as a child process: `faults/child/` says what it does in which case.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, ExitStatus, Stdio},
    sync::mpsc::{Receiver, RecvTimeoutError, channel},
    thread,
    time::{Duration, Instant},
};

use journey_tests::wait_until;

/// A program that says nothing for so long hangs.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running child; killed when a test fails before its end.
pub(crate) struct Program {
    child: Child,
    lines: Receiver<String>,
}

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
        let mut child = Command::new(env!("CARGO_BIN_EXE_faulty"))
            .arg(case)
            .args(endpoints)
            .env("RUST_BACKTRACE", "0")
            .stdout(Stdio::piped())
            .stderr(stderr)
            .spawn()
            .unwrap();
        let output = BufReader::new(child.stdout.take().unwrap()).lines();
        let (say, lines) = channel();
        thread::spawn(move || {
            let mut output = output.map_while(Result::ok);
            output.try_for_each(|line| say.send(line))
        });
        Self { child, lines }
    }

    /// The next line that it prints, waited for; `None` when it and its children have ended.
    fn next(&self) -> Option<String> {
        match self.lines.recv_timeout(PATIENCE) {
            Ok(line) => Some(line),
            Err(RecvTimeoutError::Disconnected) => None,
            Err(RecvTimeoutError::Timeout) => panic!("the program hangs"),
        }
    }

    /// The next line that it prints, waited for; nothing at its end.
    pub(crate) fn line(&mut self) -> String {
        self.next().unwrap_or_default()
    }

    /// All that it prints until its end, and its children's.
    pub(crate) fn rest(&mut self) -> String {
        let lines = std::iter::from_fn(|| self.next());
        lines.map(|line| line + "\n").collect()
    }

    /// All that it says on stderr until its end.
    pub(crate) fn warnings(&mut self) -> String {
        std::io::read_to_string(self.child.stderr.as_mut().unwrap()).unwrap()
    }

    /// Whether it has not ended.
    pub(crate) fn is_running(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    #[cfg(unix)]
    pub(crate) fn send(&self, signal: fork::Signal) {
        let id = fork::ProcessId::try_from(i32::try_from(self.child.id()).unwrap()).unwrap();
        fork::signal_process(id, signal).unwrap();
    }

    /// Waits for its end; how it ended, and how long that took.
    pub(crate) fn end(mut self) -> (ExitStatus, Duration) {
        let start = Instant::now();
        wait_until(|| !self.is_running());
        (self.child.wait().unwrap(), start.elapsed())
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs the program to its end; its exit code.
pub(crate) fn run(case: &str, endpoints: &[&str]) -> Option<i32> {
    Program::start(case, endpoints).end().0.code()
}
