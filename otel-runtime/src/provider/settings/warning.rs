//! A setting that could not be used as it was given.

use std::{borrow::Cow, fmt};

/// How many characters of a value a warning shows.
const SHOWN: usize = 80;

/// One line about a setting that could not be used as it was given: which one, what it said, what
/// is allowed, and what is used instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Warning {
    pub(crate) setting: &'static str,
    /// `None` where the value may be a secret.
    pub(crate) value: Option<String>,
    pub(crate) allowed: Cow<'static, str>,
    pub(crate) used: Cow<'static, str>,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.setting)?;
        match &self.value {
            // The debug form escapes line breaks and control characters: a warning is one line.
            Some(value) if value.chars().nth(SHOWN).is_some() => {
                let start: String = value.chars().take(SHOWN).collect();
                write!(f, "={start:?}…")?;
            }
            Some(value) => write!(f, "={value:?}")?,
            None => f.write_str(" (value not shown)")?,
        }
        write!(
            f,
            " is not valid; allowed: {}; using {}",
            self.allowed, self.used
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Warning;

    fn warning(value: Option<&str>) -> String {
        Warning {
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
}
