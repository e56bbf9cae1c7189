//! What is compared, and what both of them do.

use std::{str::FromStr, time::Duration};

use crate::{case::Case, ours, stock};

/// How long a shutdown may take: the default of both.
pub(crate) const SHUTDOWN: Duration = Duration::from_secs(5);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Contender {
    Ours,
    Stock,
}

/// Traces, and ends when dropped.
pub(crate) trait Tracing: Send + Sync {
    /// Makes a span with 5 attributes.
    fn span(&self, number: u64);

    fn flush(&self) -> Result<(), String>;

    fn shutdown(&self) -> Result<(), String>;

    /// How many spans have ended so far, as far as that is counted.
    fn ended(&self) -> Option<u64>;

    /// How many of them were given up, as far as that is counted.
    fn lost(&self) -> Option<u64>;
}

impl Contender {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Stock => "stock",
        }
    }

    /// Starts to trace, to all of these destinations. The folder is for what has to outlive the
    /// process.
    pub(crate) fn start(
        self,
        case: &Case,
        endpoints: &[&str],
        folder: Option<&str>,
    ) -> Box<dyn Tracing> {
        match self {
            Self::Ours => ours::start(case, endpoints, folder),
            Self::Stock => stock::start(case, endpoints),
        }
    }
}

impl FromStr for Contender {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let known = [Self::Ours, Self::Stock].into_iter();
        known
            .into_iter()
            .find(|contender| contender.name() == name)
            .ok_or_else(|| format!("nobody is called {name}"))
    }
}
