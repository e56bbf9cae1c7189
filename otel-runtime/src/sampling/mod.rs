//! Which spans are kept, decided when a span starts: one file a sampler.

mod adaptive;
#[cfg(test)]
mod adaptive_tests;
mod environment;
mod foreign;
mod in_use;
mod operation;
mod parent_based;
mod presumption;
mod question;
mod rate_limited;
mod ratio;
mod rule;
mod rules;
#[cfg(test)]
mod rules_tests;
mod sampler;
#[cfg(test)]
mod tests;
mod threshold;
mod trace_state;

pub use adaptive::Adaptive;
pub use environment::PerEnvironment;
pub(crate) use in_use::{InUse, SamplerCopy};
pub use parent_based::ParentBased;
pub(crate) use question::{Decision, SamplingQuestion, Verdict, Weight};
pub use rate_limited::RateLimited;
pub use ratio::Ratio;
pub use rule::{ParentKind, Rule};
pub use rules::Rules;
pub use sampler::Sampler;
pub(crate) use trace_state::{for_certain, of_dropped, of_nobody, with_others};
