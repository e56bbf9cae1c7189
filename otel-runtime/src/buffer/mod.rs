//! The way from the threads to the collector thread.

mod local;
mod ring;

pub(crate) use local::{
    CurrentSpan, Local, current_span, is_ending, make_current, recycle, submit, with_local,
};
pub(crate) use ring::{Loose, RingReader};
