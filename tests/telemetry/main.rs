//! The telemetry: flush, shutdown, ledger, isolation.
#![allow(clippy::unwrap_used, missing_docs)]

mod backends;
mod call_sites;
mod isolation;
mod ledger;
mod lifetime;
mod runtimes;
mod services;
