//! The tail decision: the spans of a local trace wait on the collector thread until its local root
//! has ended, and are kept or dropped together.

mod certain;
mod decided;
mod held;
mod holding;
mod latency;
mod settings;
#[cfg(test)]
mod tests;

pub(crate) use holding::Holding;
pub use settings::TailSampling;
