//! What happens to a span between the call and the backends.

mod mask;
mod tail;

pub use mask::Mask;
pub(crate) use mask::{MaskKey, REDACTED, Secrets};
pub(crate) use tail::Holding;
pub use tail::TailSampling;
