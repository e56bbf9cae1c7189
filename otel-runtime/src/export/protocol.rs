//! How OTLP travels.

use std::str::FromStr;

use super::Signal;
use crate::Error;

/// How OTLP travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Protocol {
    /// gRPC, by default to `http://localhost:4317`.
    Grpc,
    /// Protobuf in HTTP requests, by default to `http://localhost:4318/v1/traces`.
    HttpProtobuf,
    /// JSON in HTTP requests, by default to `http://localhost:4318/v1/traces`. Needs the features
    /// `otlp-http` and `json`.
    HttpJson,
}

impl Protocol {
    /// Those that this build can speak, the default first.
    pub(crate) const COMPILED: &'static [Self] = &[
        #[cfg(feature = "otlp-http")]
        Self::HttpProtobuf,
        #[cfg(feature = "otlp-grpc")]
        Self::Grpc,
        #[cfg(all(feature = "otlp-http", feature = "json"))]
        Self::HttpJson,
    ];

    pub(crate) fn is_http(self) -> bool {
        self != Self::Grpc
    }

    /// The name in `OTEL_EXPORTER_OTLP_PROTOCOL`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Grpc => "grpc",
            Self::HttpProtobuf => "http/protobuf",
            Self::HttpJson => "http/json",
        }
    }

    /// The name in the names of exporters, as in `otlp grpc http://localhost:4317`.
    pub(crate) fn short_name(self) -> &'static str {
        match self {
            Self::HttpProtobuf => "http",
            other => other.name(),
        }
    }

    /// Where a signal goes unless told otherwise.
    pub(crate) fn default_endpoint(self, signal: Signal) -> String {
        match self {
            Self::Grpc => "http://localhost:4317".to_owned(),
            Self::HttpProtobuf | Self::HttpJson => {
                format!("http://localhost:4318{}", signal.path())
            }
        }
    }
}

impl FromStr for Protocol {
    type Err = Error;

    /// Reads a value of `OTEL_EXPORTER_OTLP_PROTOCOL`.
    ///
    /// # Errors
    ///
    /// For anything but `grpc`, `http/protobuf` and `http/json`.
    fn from_str(text: &str) -> Result<Self, Error> {
        match text {
            "grpc" => Ok(Self::Grpc),
            "http/protobuf" => Ok(Self::HttpProtobuf),
            "http/json" => Ok(Self::HttpJson),
            _ => {
                let allowed = "grpc, http/protobuf, http/json";
                Err(Error::invalid("OTLP protocol", text, allowed))
            }
        }
    }
}

/// How requests are compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Compression {
    /// Not at all.
    None,
    /// With gzip.
    Gzip,
    /// With zstd: smaller than gzip at less work. Needs the feature `zstd`; receivers need not know
    /// it, for OTLP asks them for gzip alone.
    Zstd,
}

impl Compression {
    /// Those that this build can do, with their names in `OTEL_EXPORTER_OTLP_COMPRESSION`.
    pub(crate) const COMPILED: &'static [(&'static str, Self)] = &[
        ("gzip", Self::Gzip),
        ("none", Self::None),
        #[cfg(feature = "zstd")]
        ("zstd", Self::Zstd),
    ];

    /// What messages say is allowed.
    pub(crate) const ALLOWED: &'static str = if cfg!(feature = "zstd") {
        "gzip, none, zstd"
    } else {
        "gzip, none; zstd with the feature `zstd` of otel-runtime"
    };
}

impl FromStr for Compression {
    type Err = Error;

    /// Reads a value of `OTEL_EXPORTER_OTLP_COMPRESSION`.
    ///
    /// # Errors
    ///
    /// For anything but `none`, `gzip` and, with the feature `zstd`, `zstd`.
    fn from_str(text: &str) -> Result<Self, Error> {
        let known = Self::COMPILED.iter().find(|(name, _)| *name == text);
        known
            .map(|(_, compression)| *compression)
            .ok_or_else(|| Error::invalid("OTLP compression", text, Self::ALLOWED))
    }
}
