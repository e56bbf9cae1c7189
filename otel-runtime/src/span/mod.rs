//! A span's life on the thread that runs the code: start, current, outcome, end.

mod active;
mod adopted;
pub(crate) mod annotation;
mod attributes;
mod begin;
mod current;
mod decided;
mod enter;
mod guard;
mod handle;
mod once;
mod outcome;
mod panic;
mod passed_over;
mod returned;
mod slot;
mod start;

pub(crate) use active::{cancel, end};
pub(crate) use adopted::tracer as adopted_tracer;
pub(crate) use annotation::Annotation;
pub(crate) use begin::{begin, telemetry};
pub(crate) use enter::{ask_sampler, enter_context, take_down};
#[cfg(otel_loom)]
pub(crate) use handle::Handle;
pub(crate) use panic::{PanicNote, install_panic_hook};
pub(crate) use slot::Slot;

pub use active::Active;
pub use attributes::Attributes;
pub use current::ActiveSpan;
pub(crate) use guard::begin_plain;
pub(crate) use start::begin_with;

pub use guard::{Guard, call, start, start_with};
pub use outcome::{fail_debug, fail_display};
pub use returned::{
    error_of, error_type, expect, fail_none, leave, on_err, on_ok, on_return, same_type,
};
pub use start::{IntoLinks, IntoParent, Start};

pub mod argument;

/// What generated code uses to tell values and outcomes apart by their types.
pub mod probe;
