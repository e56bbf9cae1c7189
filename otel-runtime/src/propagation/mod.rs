//! How a trace goes from one service to the next.
//!
//! `propagator` has the formats, one file each; `composite` makes one of several; `carriers` are
//! what headers are in; `carry` takes a trace out of them and puts it in. What headers say beside
//! the parent is in `verdict`, how far they are believed in `remote_parent`. Nothing here shows the
//! value of a header to anybody: what could not be used is counted (`ignored`).

mod b3;
mod baggage;
mod baggage_rules;
mod blanks;
mod budget;
mod carriers;
mod carry;
mod composite;
mod hex;
mod ignored;
mod jaeger;
mod percent;
mod propagator;
mod remote_parent;
mod trace_context;
mod trace_state;
mod verdict;
#[cfg(feature = "xray")]
mod xray;

#[cfg(test)]
mod b3_tests;
#[cfg(test)]
mod baggage_tests;
#[cfg(test)]
mod jaeger_tests;
#[cfg(test)]
mod test_support;
#[cfg(test)]
mod trace_context_tests;

pub(crate) use baggage_rules::BaggageRules;
pub use carriers::{HeaderPairs, InjectWith, extract_environment, inject_command};
#[cfg(feature = "http")]
pub use carriers::{extract_http, inject_http, inject_request};
pub use carry::{extract, inject, inject_to};
pub(crate) use composite::Composite;
pub use ignored::{IgnoredHeaders, ignored_headers};
pub use propagator::{CustomPropagator, Propagator};
pub use remote_parent::RemoteParent;
pub(crate) use verdict::{denies, is_open};
