//! The telemetry: flush, shutdown, ledger, isolation.
#![allow(clippy::unwrap_used, missing_docs)]

mod backends;
mod call_sites;
mod changes;
mod changes_at_once;
mod isolation;
mod ledger;
mod lifetime;
mod metrics;
mod runtimes;
mod services;
