//! What can be wrong when a telemetry is built or installed.

use std::{borrow::Cow, fmt, path::PathBuf};

/// Why a telemetry could not be built or installed.
///
/// Its text names the setting, the value it had and what is allowed. `Debug` shows the same text,
/// because that is what a `main` which returns the error prints.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// A setting made in code has a value that it cannot have.
    #[non_exhaustive]
    InvalidSetting {
        /// The setting, as the builder names it.
        setting: Cow<'static, str>,
        /// The value as it was given; secrets are described and not shown.
        value: String,
        /// What the setting can be, in words.
        allowed: Cow<'static, str>,
    },
    /// A configuration file cannot be used. Nothing of it is.
    #[non_exhaustive]
    InvalidConfiguration {
        /// The file.
        file: PathBuf,
        /// Each mistake in it: line, column, the keys on the way there, and what is wrong.
        mistakes: Vec<String>,
    },
    /// A part of the pipeline could not be started.
    #[non_exhaustive]
    NotStarted {
        /// The part: a thread, an exporter.
        part: Cow<'static, str>,
        /// What stood in the way, in words.
        reason: String,
    },
}

impl Error {
    pub(crate) fn invalid(
        setting: impl Into<Cow<'static, str>>,
        value: impl fmt::Display,
        allowed: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self::InvalidSetting {
            setting: setting.into(),
            value: value.to_string(),
            allowed: allowed.into(),
        }
    }

    pub(crate) fn not_started(
        part: impl Into<Cow<'static, str>>,
        reason: impl fmt::Display,
    ) -> Self {
        Self::NotStarted {
            part: part.into(),
            reason: reason.to_string(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InvalidSetting {
                setting,
                value,
                allowed,
            } => write!(f, "{setting}: {value:?} is not allowed; allowed: {allowed}"),
            Self::InvalidConfiguration { file, mistakes } => {
                write!(f, "{} cannot be used", file.display())?;
                mistakes
                    .iter()
                    .try_for_each(|mistake| write!(f, "\n  {mistake}"))
            }
            Self::NotStarted { part, reason } => write!(f, "{part} could not be started: {reason}"),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::Error;

    #[test]
    fn the_text_names_setting_value_and_what_is_allowed() {
        assert_eq!(
            Error::invalid("max_queue_size", 0, "a whole number from 1").to_string(),
            "max_queue_size: \"0\" is not allowed; allowed: a whole number from 1"
        );
        let file = Error::InvalidConfiguration {
            file: "otel.yaml".into(),
            mistakes: vec!["5:9: an unknown key".to_owned()],
        };
        assert_eq!(
            format!("{file:?}"),
            "otel.yaml cannot be used\n  5:9: an unknown key"
        );
        assert_eq!(
            Error::not_started("the collector thread", "out of memory").to_string(),
            "the collector thread could not be started: out of memory"
        );
    }
}
