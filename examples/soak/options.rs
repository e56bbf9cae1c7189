//! The arguments.

use std::{fmt, path::PathBuf};

use anyhow::{Context, bail};

#[derive(Debug)]
pub(crate) struct Options {
    /// For how long spans are made.
    pub(crate) seconds: u64,
    /// Spans in a second, from all threads and tasks together.
    pub(crate) rate: u64,
    /// What the faults are drawn from.
    pub(crate) seed: u64,
    /// Where the plot goes.
    pub(crate) plot: Option<PathBuf>,
    /// Whether this process is the receivers.
    pub(crate) receivers: bool,
}

impl Options {
    pub(crate) fn read(mut arguments: impl Iterator<Item = String>) -> anyhow::Result<Self> {
        let mut options = Self {
            seconds: 60,
            rate: 20_000,
            seed: 1,
            plot: None,
            receivers: false,
        };
        while let Some(argument) = arguments.next() {
            let mut value = || {
                let value = arguments.next();
                value.with_context(|| format!("{argument} wants a value"))
            };
            let number = |text: String| -> anyhow::Result<u64> {
                text.parse()
                    .with_context(|| format!("{text:?} is no number"))
            };
            match &*argument {
                "--seconds" => options.seconds = number(value()?)?,
                "--rate" => options.rate = number(value()?)?,
                "--seed" => options.seed = number(value()?)?,
                "--plot" => options.plot = Some(value()?.into()),
                "--receivers" => options.receivers = true,
                _ => bail!(
                    "{argument:?} is not known; there are --seconds, --rate, --seed and --plot"
                ),
            }
        }
        Ok(options)
    }
}

impl fmt::Display for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            seconds,
            rate,
            seed,
            ..
        } = self;
        write!(f, "{seconds} s, {rate} spans/s, seed {seed}")
    }
}
