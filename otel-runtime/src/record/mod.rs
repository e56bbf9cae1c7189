//! What a span is while it lives and when it has ended: its OTLP bytes and a few plain fields.

mod finished;
mod scope;

pub(crate) use finished::FinishedSpan;
pub(crate) use scope::Scope;
