//! What a span is while it lives and when it has ended: its OTLP bytes and a few plain fields.

mod buffer;
pub(crate) mod decode;
#[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
mod encode;
mod finished;
mod header;
mod key;
mod live;
pub(crate) mod proto;
mod revise;
#[cfg(test)]
mod revise_tests;
mod scope;
#[cfg(test)]
pub(crate) mod span_tests;
mod stored;
mod value;
#[cfg(test)]
mod value_tests;
pub(crate) mod write;

pub(crate) use buffer::Buffer;
pub(crate) use finished::{FinishedSpan, Times};
pub(crate) use header::{Header, Marks, RANDOM_TRACE_ID};
pub(crate) use live::{Failed, Record, State};
pub(crate) use revise::Reviser;
pub(crate) use scope::Scope;
pub(crate) use stored::StoredSpans;

pub use header::Kind;
pub use key::Key;
pub use value::AttributeValue;
