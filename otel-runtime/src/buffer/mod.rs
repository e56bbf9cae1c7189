//! The way from the threads to the collector thread.

mod local;
mod ring;

pub(crate) use local::{
    CurrentSpan, Local, current_span, is_ending, make_current, recycle, submit, with_local,
};
#[cfg(otel_loom)]
pub(crate) use ring::RingWriter;
pub(crate) use ring::{Loose, RingReader};
