//! A value and where it came from.

use std::ops::Deref;

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
