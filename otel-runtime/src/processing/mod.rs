//! What happens to a span's values between the call and the backends.

mod mask;

pub use mask::Mask;
pub(crate) use mask::{MaskKey, REDACTED, Secrets};
