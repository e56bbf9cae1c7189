//! OTLP backends: the bytes that the spans already are, over gRPC or HTTP, on one thread of ours.

mod advice;
pub(crate) mod attempt;
mod backend;
mod basic_auth;
pub(crate) mod batch;
#[cfg(feature = "otlp-http")]
mod compress;
mod endpoint;
#[cfg(feature = "otlp-grpc")]
pub(crate) mod grpc;
#[cfg(feature = "otlp-http")]
pub(crate) mod http;
#[cfg(feature = "otlp-http")]
mod https;
#[cfg(all(feature = "otlp-http", feature = "json"))]
mod json;
mod keep_alive;
#[cfg(all(test, feature = "otlp-grpc", feature = "otlp-http"))]
mod panicking;
mod request_limit;
mod resource;
pub(crate) mod response;
pub(crate) mod retry;
mod settings;
#[cfg(all(test, feature = "otlp-grpc", feature = "otlp-http"))]
mod sink;
pub(crate) mod split;
pub(crate) mod thread;
mod tls;
#[cfg(all(test, feature = "otlp-grpc", feature = "otlp-http"))]
mod tls_tests;
pub(crate) mod transport;
mod worker;

pub use settings::Otlp;
pub use tls::Tls;

pub(crate) use backend::OtlpBackend;
pub(crate) use batch::SealedBatch;
pub(crate) use worker::Command;

/// How requests name their sender, in the form that the OTLP exporter specification asks for.
const USER_AGENT: &str = concat!(
    "OTel-OTLP-Exporter-Rust/",
    env!("CARGO_PKG_VERSION"),
    " otel-runtime"
);
