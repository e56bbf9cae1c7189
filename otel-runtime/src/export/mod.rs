//! Backends: each with its own bounded queue, its own worker and its own ledger.

mod backend;

pub(crate) use backend::{Backend, Done};
