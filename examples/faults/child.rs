//! A child process as its parent sees it.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, RecvTimeoutError, channel},
    time::{Duration, Instant},
};

/// What a program says on stdout, a line each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    /// The first span is about to be made.
    Begin,
    /// All spans have been made.
    Made,
    /// What the last call has returned.
    Result(Result<(), String>),
    /// How many spans are lost, by its own count.
    Lost(u64),
    /// How much memory it takes, in KiB.
    Memory(u64),
}

impl Said {
    pub(crate) fn say(&self) {
        match self {
            Self::Begin => println!("begin"),
            Self::Made => println!("made"),
            Self::Result(Ok(())) => println!("ok"),
            Self::Result(Err(error)) => println!("error {}", error.replace('\n', " ")),
            Self::Lost(spans) => println!("lost {spans}"),
            Self::Memory(kib) => println!("memory {kib}"),
        }
    }

    fn parse(line: &str) -> Option<Self> {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        match word {
            "begin" => Some(Self::Begin),
            "made" => Some(Self::Made),
            "ok" => Some(Self::Result(Ok(()))),
            "error" => Some(Self::Result(Err(rest.to_owned()))),
            "lost" => Some(Self::Lost(rest.parse().ok()?)),
            "memory" => Some(Self::Memory(rest.parse().ok()?)),
            _ => None,
        }
    }
}

/// A running program.
pub(crate) struct Program {
    child: Child,
    said: Receiver<Said>,
}

/// How a program has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    Ended,
    /// It had not ended in time and was killed.
    Hung,
}

impl Program {
    /// Starts this program with other arguments.
    pub(crate) fn start(arguments: &[&str]) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let (say, said) = channel();
        std::thread::spawn(move || {
            let words = lines.map_while(Result::ok);
            words
                .filter_map(|line| Said::parse(&line))
                .try_for_each(|word| say.send(word))
        });
        Self { child, said }
    }

    /// Gives all that it says to `hear`, until it ends; kills it when it says nothing for so long.
    pub(crate) fn hear(&mut self, patience: Duration, mut hear: impl FnMut(&Self, Said)) -> End {
        let mut since = Instant::now();
        loop {
            let left = patience.saturating_sub(since.elapsed());
            match self.said.recv_timeout(left) {
                Ok(said) => {
                    hear(self, said);
                    since = Instant::now();
                }
                // It has closed its stdout, and so have its own children.
                Err(RecvTimeoutError::Disconnected) => {
                    self.child.wait().unwrap();
                    return End::Ended;
                }
                Err(RecvTimeoutError::Timeout) => {
                    self.child.kill().unwrap();
                    self.child.wait().unwrap();
                    return End::Hung;
                }
            }
        }
    }

    /// Sends it a signal: to end, or to be gone.
    #[cfg(unix)]
    pub(crate) fn signal(&self, signal: fork::Signal) {
        let id = i32::try_from(self.child.id()).unwrap();
        let id = fork::ProcessId::try_from(id).unwrap();
        fork::signal_process(id, signal).unwrap();
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
