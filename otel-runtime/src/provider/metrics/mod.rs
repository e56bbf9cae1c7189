//! The runtime's own figures, in the terms of the semantic conventions' metrics about SDKs.

mod figures;
mod observe;
mod pipeline;
#[cfg(feature = "prometheus")]
mod prometheus;
#[cfg(feature = "prometheus")]
mod prometheus_names;
#[cfg(feature = "prometheus")]
mod prometheus_reader;
#[cfg(feature = "prometheus")]
mod prometheus_server;
#[cfg(all(test, feature = "prometheus"))]
mod prometheus_tests;
mod started;
mod views;
mod views_shown;
#[cfg(all(test, feature = "prometheus"))]
mod views_tests;

#[cfg(feature = "prometheus")]
pub use self::prometheus::Prometheus;
pub(crate) use observe::Observer;
pub(crate) use pipeline::{Attached, Pipeline};
#[cfg(feature = "prometheus")]
pub(crate) use prometheus_reader::PrometheusPage;
pub(crate) use started::Started;
#[cfg(feature = "config-file")]
pub(crate) use views::Meters;
pub(crate) use views::{CardinalityLimits, Selector, View, Views};
