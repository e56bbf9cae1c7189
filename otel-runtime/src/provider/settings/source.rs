//! A value and where it came from.

use std::{fmt, ops::Deref};

/// Where a setting's value came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// Nobody set it.
    Default,
    /// A resource detector.
    Detected,
    /// The environment variable of this name.
    Variable(&'static str),
    /// This line of the configuration file.
    #[cfg(feature = "config-file")]
    File(u32),
    /// The builder.
    Code,
}

/// As it is shown, but for the name of the file.
impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::Detected => f.write_str("detected"),
            Self::Variable(name) => f.write_str(name),
            #[cfg(feature = "config-file")]
            Self::File(line) => write!(f, "line {line}"),
            Self::Code => f.write_str("code"),
        }
    }
}

/// A setting's value and where it came from.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sourced<T> {
    pub(crate) value: T,
    pub(crate) source: Source,
}

impl<T> Sourced<T> {
    pub(crate) fn new(value: T, source: Source) -> Self {
        Self { value, source }
    }

    pub(crate) fn default_value(value: T) -> Self {
        Self::new(value, Source::Default)
    }

    pub(crate) fn code(value: T) -> Self {
        Self::new(value, Source::Code)
    }

    /// Takes the stronger layer's value, where it has one.
    pub(crate) fn overlay(&mut self, stronger: Option<Self>) {
        if let Some(stronger) = stronger {
            *self = stronger;
        }
    }

    pub(crate) fn map<U>(self, f: impl FnOnce(T) -> U) -> Sourced<U> {
        Sourced::new(f(self.value), self.source)
    }
}

impl<T> Deref for Sourced<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}
