//! The provider of metrics, and what the runtime tells of itself.

mod figures;
mod histograms;
mod observe;
mod pipeline;
#[cfg(all(test, feature = "prometheus"))]
mod pipeline_tests;
mod started;
mod views;
mod views_shown;
#[cfg(all(test, feature = "prometheus"))]
mod views_tests;

#[cfg(feature = "config-file")]
pub(crate) use histograms::{MAX_SCALE, MAX_SIZE};
pub(crate) use observe::Observer;
pub(crate) use pipeline::{Attached, Pipeline};
pub(crate) use started::Started;
#[cfg(feature = "config-file")]
pub(crate) use views::Meters;
pub(crate) use views::{CardinalityLimits, Selector, View, Views};
