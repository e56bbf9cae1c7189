//! A setting that could not be used as it was given.

use std::{borrow::Cow, fmt};

/// How many characters of a value a warning shows.
const SHOWN: usize = 80;

/// One line about a setting that could not be used as it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Warning {
    /// Which setting, what it said, what is allowed, and what is used instead.
    Invalid {
        setting: &'static str,
        /// `None` where the value may be a secret.
        value: Option<String>,
        allowed: Cow<'static, str>,
        used: Cow<'static, str>,
    },
    /// A setting that does nothing here, and what to do about it.
    NotRead {
        setting: Cow<'static, str>,
        advice: Cow<'static, str>,
    },
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid {
                setting,
                value,
                allowed,
                used,
            } => {
                f.write_str(setting)?;
                show(value.as_deref(), f)?;
                write!(f, " is not valid; allowed: {allowed}; using {used}")
            }
            Self::NotRead { setting, advice } => write!(f, "{setting} is not read; {advice}"),
        }
    }
}

fn show(value: Option<&str>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match value {
        // The debug form escapes line breaks and control characters: a warning is one line.
        Some(value) if value.chars().nth(SHOWN).is_some() => {
            let start: String = value.chars().take(SHOWN).collect();
            write!(f, "={start:?}…")
        }
        Some(value) => write!(f, "={value:?}"),
        None => f.write_str(" (value not shown)"),
    }
}

#[cfg(test)]
mod tests {
    use super::Warning;

    fn warning(value: Option<&str>) -> String {
        Warning::Invalid {
            setting: "OTEL_X",
            value: value.map(str::to_owned),
            allowed: "a number".into(),
            used: "the default 5".into(),
        }
        .to_string()
    }

    #[test]
    fn it_names_all_four_on_one_line() {
        assert_eq!(
            warning(Some("a\nb\u{1b}[31m")),
            "OTEL_X=\"a\\nb\\u{1b}[31m\" is not valid; allowed: a number; using the default 5"
        );
    }

    #[test]
    fn long_values_are_cut_and_secret_ones_not_shown() {
        let long = warning(Some(&"ä".repeat(1_000)));
        assert!(long.contains(&format!("\"{}\"…", "ä".repeat(80))), "{long}");
        assert!(warning(None).starts_with("OTEL_X (value not shown) is not valid"));
    }

    #[test]
    fn what_is_not_read_comes_with_advice() {
        let warning = Warning::NotRead {
            setting: "OTEL_Y".into(),
            advice: "set OTEL_X".into(),
        };
        assert_eq!(warning.to_string(), "OTEL_Y is not read; set OTEL_X");
    }
}
