//! The states in which a call is measured, one column of the table each.

/// What is set up before the calls: nothing, or tracing with a sampler.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sampling {
    /// Nothing is initialised.
    Off,
    /// Parent-based, and no root is sampled.
    Never,
    /// Parent-based, and every root is sampled.
    Always,
}

/// One column: what is called, and under which sampling and parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Off,
    OffAsync,
    UnsampledRoot,
    UnsampledParent,
    UnsampledParentAsync,
    Child,
    Root,
    Attributes,
    Error,
    Async,
    Nested,
    TwoThreads,
}

/// How many functions deep a nested call goes.
pub(crate) const DEPTH: u64 = 10;
/// How often an async call is pending before it is ready.
pub(crate) const PENDING: u32 = 10;

impl State {
    pub(crate) const ALL: [Self; 12] = [
        Self::Off,
        Self::OffAsync,
        Self::UnsampledRoot,
        Self::UnsampledParent,
        Self::UnsampledParentAsync,
        Self::Child,
        Self::Root,
        Self::Attributes,
        Self::Error,
        Self::Async,
        Self::Nested,
        Self::TwoThreads,
    ];

    /// The name on the command line and at the head of the column.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::OffAsync => "off-async",
            Self::UnsampledRoot => "unsampled-root",
            Self::UnsampledParent => "unsampled-parent",
            Self::UnsampledParentAsync => "unsampled-async",
            Self::Child => "child",
            Self::Root => "root",
            Self::Attributes => "attributes",
            Self::Error => "error",
            Self::Async => "async",
            Self::Nested => "nested",
            Self::TwoThreads => "two-threads",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }

    pub(crate) fn sampling(self) -> Sampling {
        match self {
            Self::Off | Self::OffAsync => Sampling::Off,
            Self::UnsampledRoot | Self::UnsampledParent | Self::UnsampledParentAsync => {
                Sampling::Never
            }
            _ => Sampling::Always,
        }
    }

    /// Whether a burst runs under a parent span.
    pub(crate) fn has_parent(self) -> bool {
        !matches!(
            self,
            Self::Off | Self::OffAsync | Self::UnsampledRoot | Self::Root
        )
    }

    /// Calls in a burst on one thread: few enough that two threads' spans and their parents
    /// fit a queue of 2,048.
    pub(crate) fn calls(self) -> u64 {
        match self {
            Self::OffAsync | Self::UnsampledParentAsync | Self::Async => 400,
            Self::Nested => 1000 / DEPTH,
            Self::TwoThreads => 900,
            _ => 1000,
        }
    }

    pub(crate) fn threads(self) -> u64 {
        if self == Self::TwoThreads { 2 } else { 1 }
    }

    /// Traced functions that one call runs.
    pub(crate) fn spans_per_call(self) -> u64 {
        if self == Self::Nested { DEPTH } else { 1 }
    }
}
