//! Which spans are kept, decided when a span starts: one file a sampler.

mod foreign;
mod parent_based;
mod question;
mod ratio;
mod sampler;
#[cfg(test)]
mod tests;

pub(crate) use question::{Decision, SamplingQuestion};
pub use ratio::Ratio;
pub use sampler::Sampler;
