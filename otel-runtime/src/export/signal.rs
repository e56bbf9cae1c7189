//! Of what OTLP requests are.

/// Of what OTLP requests are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Signal {
    Traces,
    #[cfg(feature = "metrics")]
    Metrics,
}

impl Signal {
    /// What is appended to the path of a collector's base address.
    pub(crate) fn path(self) -> &'static str {
        match self {
            Self::Traces => "/v1/traces",
            #[cfg(feature = "metrics")]
            Self::Metrics => "/v1/metrics",
        }
    }

    /// As messages name it.
    #[cfg(feature = "otlp-http")]
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Traces => "traces",
            #[cfg(feature = "metrics")]
            Self::Metrics => "metrics",
        }
    }
}
