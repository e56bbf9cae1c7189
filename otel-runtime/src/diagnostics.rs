//! What the runtime says about itself: single lines on stderr, never more than a few.

use std::{
    io::Write,
    sync::atomic::{AtomicU8, Ordering},
    time::{Duration, Instant},
};

use crate::{escape::escaped, process::Stderr};

/// How long a repeated warning stays silent.
const QUIET: Duration = Duration::from_secs(60);

/// How much the runtime says about itself on stderr, for the whole process.
///
/// ```
/// use otel_runtime::{LogLevel, Telemetry};
///
/// let quiet = Telemetry::builder().log_level(LogLevel::Warn);
/// assert!(LogLevel::Off < LogLevel::Warn && LogLevel::Warn < LogLevel::Info);
/// # drop(quiet);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum LogLevel {
    /// Nothing.
    Off,
    /// Lost spans and settings that cannot be used.
    Warn,
    /// Also the line at the start, and that a destination is there again.
    #[default]
    Info,
}

impl LogLevel {
    /// The names in `OTEL_LOG_LEVEL` and in the configuration file, of which the specification
    /// leaves the list to implementations. There is nothing to say at a level below `info`, and
    /// nothing between `warn` and silence.
    pub(crate) const NAMES: &'static [(&'static str, Self)] = &[
        ("none", Self::Off),
        ("off", Self::Off),
        ("fatal", Self::Off),
        ("error", Self::Off),
        ("warn", Self::Warn),
        ("warning", Self::Warn),
        ("info", Self::Info),
        ("debug", Self::Info),
        ("trace", Self::Info),
        ("verbose", Self::Info),
        ("all", Self::Info),
    ];

    /// The name as the settings show it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Warn => "warn",
            Self::Info => "info",
        }
    }
}

/// The level of the process.
static LEVEL: AtomicU8 = AtomicU8::new(LogLevel::Info as u8);

/// Sets the level of the process.
pub(crate) fn set_level(level: LogLevel) {
    LEVEL.store(level as u8, Ordering::Relaxed);
}

fn is_shown(level: LogLevel) -> bool {
    level as u8 <= LEVEL.load(Ordering::Relaxed)
}

/// Prints one line on stderr. Control characters are escaped, so that a text from elsewhere stays
/// on its line; a closed stderr is ignored.
pub(crate) fn say(message: &str) {
    if is_shown(LogLevel::Info) {
        print(message);
    }
}

/// Prints one warning on stderr.
pub(crate) fn warn(message: &str) {
    if is_shown(LogLevel::Warn) {
        print(&format!("otel: warning: {message}"));
    }
}

fn print(message: &str) {
    let line = format!("{}\n", escaped(message));
    let _ = Stderr.write_all(line.as_bytes());
}

/// A warning about what is lost, spans mostly, that comes at once, then at most once a minute, and
/// once more at the end for what was lost since.
#[derive(Debug, Default)]
pub(crate) struct LossWarning {
    said_at: Option<Instant>,
    said: u64,
}

impl LossWarning {
    /// The line to print now, if any: `lost` is how much was lost since the start.
    /// `nouns` are what one of them is called, and more.
    pub(crate) fn due(
        &mut self,
        now: Instant,
        who: &str,
        lost: u64,
        nouns: [&str; 2],
        why: &str,
    ) -> Option<String> {
        let quiet = |at| now.duration_since(at) < QUIET;
        if self.said_at.is_some_and(quiet) {
            return None;
        }
        let line = self.closing(who, lost, nouns, why)?;
        self.said_at = Some(now);
        Some(line)
    }

    /// The last line to print, if there is something left to say.
    pub(crate) fn closing(
        &mut self,
        who: &str,
        lost: u64,
        nouns: [&str; 2],
        why: &str,
    ) -> Option<String> {
        let more = if self.said == 0 { "" } else { " more" };
        let new = lost.checked_sub(self.said).filter(|new| *new > 0)?;
        let noun = nouns[usize::from(new != 1)];
        self.said = lost;
        Some(format!("{who}: {new}{more} {noun} lost: {why}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPANS: [&str; 2] = ["span", "spans"];

    #[test]
    fn a_loss_is_told_at_once_and_then_once_a_minute_with_the_number() {
        let mut warning = LossWarning::default();
        let start = Instant::now();
        let at = |seconds| start + Duration::from_secs(seconds);
        assert_eq!(
            warning.due(at(0), "memory", 1, SPANS, "closed").as_deref(),
            Some("memory: 1 span lost: closed")
        );
        assert_eq!(warning.due(at(59), "memory", 7, SPANS, "closed"), None);
        assert_eq!(
            warning.due(at(60), "memory", 9, SPANS, "closed").as_deref(),
            Some("memory: 8 more spans lost: closed")
        );
        assert_eq!(warning.due(at(61), "memory", 10, SPANS, "closed"), None);
        assert_eq!(
            warning.closing("memory", 10, SPANS, "closed").as_deref(),
            Some("memory: 1 more span lost: closed")
        );
        assert_eq!(warning.closing("memory", 10, SPANS, "closed"), None);
    }

    #[test]
    fn where_nothing_was_said_the_next_loss_is_told_at_once() {
        let mut warning = LossWarning::default();
        let start = Instant::now();
        let mut due = |seconds, lost| {
            let now = start + Duration::from_secs(seconds);
            warning.due(now, "memory", lost, SPANS, "closed").is_some()
        };
        assert!(due(0, 1));
        assert!(!due(60, 1), "nothing is new");
        assert!(due(61, 2));
    }
}
