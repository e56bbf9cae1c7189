//! The OpenTelemetry Context where it would get lost: futures, tasks, scopes.

mod carried;
mod first_poll;
mod future;
#[cfg(feature = "tower")]
mod layer;
mod scope;
mod task;

/// How generated code finds the calls that start tasks, and what it hands to them.
pub mod tasks;

pub(crate) use carried::spawner;
pub use carried::{Carried, Entered, follow, link};
pub use first_poll::first_poll;
pub use future::{Prepared, Traced, future, future_with, prepare_with, prepared_future};
#[cfg(feature = "tower")]
pub use layer::{ScopeLayer, ScopeService};
pub use scope::{InScope, ScopedFuture};
pub use task::{WithContext, WithCurrentContext, spawn};

pub(crate) use scope::{enter_thread, scoped};
