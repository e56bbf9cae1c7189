//! The OpenTelemetry Context where it would get lost: futures, tasks, scopes.

pub(crate) mod annotated;
pub mod by_type;
mod carried;
mod first_poll;
mod future;
#[cfg(feature = "tower")]
mod layer;
mod new_span;
mod scope;
pub mod signature;
mod stage;
mod stream;
mod task;
pub mod tasks;

pub(crate) use carried::{Carried, Entered};
pub use carried::{follow, link};
pub(crate) use carried::{linked_to, spawner};
pub use first_poll::{annotate as first_poll_annotation, first_poll};
pub use future::{Traced, future, future_with, prepared_future};
#[cfg(feature = "tower")]
pub use layer::{ScopeLayer, ScopeService};
pub use new_span::{EnteredSpan, NewSpan, new_span, no_span};
pub use scope::{InScope, ScopedFuture};
pub use stage::{Prepared, prepare, prepare_with};
pub use stream::{TracedStream, prepared_stream};
pub use task::{WithContext, WithCurrentContext, spawn};

pub(crate) use scope::{enter_thread, scoped};
