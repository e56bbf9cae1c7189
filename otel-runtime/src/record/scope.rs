//! Instrumentation scopes, one for the life of the process each, with their OTLP bytes.

use opentelemetry::InstrumentationScope;

/// An instrumentation scope; two scopes are the same when they are at the same address.
#[derive(Debug)]
pub(crate) struct Scope {
    /// The scope as the API knows it.
    pub(crate) scope: InstrumentationScope,
    /// The body of its OTLP `InstrumentationScope` message.
    pub(crate) encoded: Vec<u8>,
}
