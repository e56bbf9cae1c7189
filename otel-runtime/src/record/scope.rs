//! Instrumentation scopes, one for the life of the process each, with their OTLP bytes.

use std::sync::{Mutex, PoisonError};

use opentelemetry::InstrumentationScope;

use crate::process::PerProcess;

#[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
use super::{
    Buffer,
    proto::{push_delimited, tag},
    write,
};

/// An instrumentation scope; two scopes are the same when they are at the same address.
#[derive(Debug)]
pub(crate) struct Scope {
    /// The scope as the API knows it.
    pub(crate) scope: InstrumentationScope,
    /// The body of its OTLP `InstrumentationScope` message.
    #[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
    pub(crate) encoded: Vec<u8>,
}

/// Every scope ever met: a program has as many as it has instrumented crates.
static SCOPES: PerProcess<Mutex<Vec<&'static Scope>>> = PerProcess::new(Mutex::new(Vec::new()));

impl Scope {
    /// The one `Scope` for `scope`.
    pub(crate) fn intern(scope: InstrumentationScope) -> &'static Self {
        let scopes = SCOPES.get();
        let mut scopes = scopes.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = scopes.iter().find(|known| known.same(&scope)) {
            return known;
        }
        let new = Box::leak(Box::new(Self {
            #[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
            encoded: encode(&scope),
            scope,
        }));
        scopes.push(new);
        new
    }

    /// The API's equality leaves the attributes out.
    fn same(&self, other: &InstrumentationScope) -> bool {
        self.scope == *other && self.scope.attributes().eq(other.attributes())
    }
}

#[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
fn encode(scope: &InstrumentationScope) -> Vec<u8> {
    const NAME: u8 = tag::KEY;
    const VERSION: u8 = tag::VALUE;
    const ATTRIBUTE: u8 = 0x1a;
    let mut buffer = Buffer::new();
    push_delimited(&mut buffer, NAME, scope.name().as_bytes());
    if let Some(version) = scope.version() {
        push_delimited(&mut buffer, VERSION, version.as_bytes());
    }
    for pair in scope.attributes() {
        let key = super::Key::text(pair.key.as_str());
        write::attribute(&mut buffer, ATTRIBUTE, key, &pair.value);
    }
    buffer.as_slice().to_vec()
}
