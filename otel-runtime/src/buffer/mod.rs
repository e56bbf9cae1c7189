//! The way from the threads to the collector thread.

mod local;
mod ring;

pub(crate) use local::{CurrentSpan, Local, recycle, submit, with_local};
pub(crate) use ring::RingReader;
