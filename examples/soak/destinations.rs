//! The receivers as this process sees them: a child, so that their memory is not ours.

use std::{
    fmt,
    io::{BufRead, BufReader, Write},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

use anyhow::Context;

use crate::{BACKENDS, options::Options};

/// The process with the receivers; killed when dropped.
pub(crate) struct Destinations {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    pub(crate) endpoints: [String; BACKENDS.len()],
}

/// What one receiver did, each span counted once.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Received {
    pub(crate) taken: u64,
    pub(crate) rejected: u64,
    pub(crate) too_large: u64,
    /// Requests, and those among them that were not answered, or not for good.
    pub(crate) requests: u64,
    pub(crate) failed: u64,
    /// Spans that had been taken before: their answer had been lost.
    pub(crate) again: u64,
}

impl Destinations {
    pub(crate) fn start(options: &Options) -> anyhow::Result<Self> {
        let mut child = Command::new(std::env::current_exe()?)
            .arg("--receivers")
            .args(["--seconds", &options.seconds.to_string()])
            .args(["--seed", &options.seed.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let input = child.stdin.take().context("no stdin")?;
        let output = BufReader::new(child.stdout.take().context("no stdout")?);
        let mut destinations = Self {
            child,
            input,
            output,
            endpoints: Default::default(),
        };
        for index in 0..BACKENDS.len() {
            destinations.endpoints[index] = destinations.line()?;
        }
        Ok(destinations)
    }

    /// `go` starts the faults, `calm` ends them.
    pub(crate) fn say(&mut self, word: &str) -> anyhow::Result<()> {
        Ok(writeln!(self.input, "{word}")?)
    }

    /// Ends the process; gives what the receivers did.
    pub(crate) fn end(mut self) -> anyhow::Result<Vec<Received>> {
        self.say("end")?;
        BACKENDS.iter().map(|_| self.line()?.parse()).collect()
    }

    fn line(&mut self) -> anyhow::Result<String> {
        let mut line = String::new();
        self.output.read_line(&mut line)?;
        Ok(line.trim_end().to_owned())
    }
}

impl Drop for Destinations {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Received {
    /// Every span that came, and was not only asked for later.
    pub(crate) fn seen(&self) -> u64 {
        self.taken + self.rejected + self.too_large
    }

    fn numbers(&self) -> [u64; 6] {
        [
            self.taken,
            self.rejected,
            self.too_large,
            self.requests,
            self.failed,
            self.again,
        ]
    }

    /// As a line that [`std::str::FromStr`] reads.
    pub(crate) fn line(&self) -> String {
        self.numbers().map(|number| number.to_string()).join(" ")
    }
}

impl std::str::FromStr for Received {
    type Err = anyhow::Error;

    fn from_str(line: &str) -> anyhow::Result<Self> {
        let numbers: Result<Vec<u64>, _> = line.split(' ').map(str::parse).collect();
        let numbers = numbers.with_context(|| format!("{line:?} from the receivers"))?;
        let [taken, rejected, too_large, requests, failed, again] = *numbers else {
            anyhow::bail!("{line:?} from the receivers");
        };
        Ok(Self {
            taken,
            rejected,
            too_large,
            requests,
            failed,
            again,
        })
    }
}

impl fmt::Display for Received {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [taken, rejected, too_large, requests, failed, again] = self.numbers();
        write!(
            f,
            "received {taken}, rejected {rejected}, found {too_large} too large; {failed} of \
             {requests} requests failed, {again} spans came again"
        )
    }
}
