//! Masks: how a secret value is shown.

mod email;
mod key;
mod last4;
mod secrets;
#[cfg(test)]
mod secrets_tests;
#[cfg(test)]
mod tests;

use std::{
    fmt::Write as _,
    panic::{AssertUnwindSafe, catch_unwind},
};

pub(crate) use key::MaskKey;
pub(crate) use secrets::Secrets;

/// What a redacted value is replaced by.
pub(crate) const REDACTED: &str = "[REDACTED]";

/// How a secret value is shown.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Mask {
    /// Replaces the value by `[REDACTED]`.
    Redact,
    /// Replaces the value by 16 hexadecimal digits of its keyed hash (HMAC-SHA256), so that equal
    /// values stay equal. The key is the one given to the builder, or made at random per process.
    Hash,
    /// Keeps the last four characters (`****1234`); a value shorter than eight shows none (`****`).
    Last4,
    /// Keeps the first character and the domain of an e-mail address (`a***@example.com`); what is
    /// no address shows nothing (`***`).
    Email,
    /// Replaces the value by what the function makes of it; if it panics, the value is left out,
    /// and `[REDACTED]` in texts.
    Custom(fn(&str) -> String),
}

/// A custom mask panicked, so that there is nothing that may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MaskPanicked;

impl Mask {
    /// Appends what may be shown of `value` to `out`; nothing when a custom mask panics.
    pub(crate) fn apply(
        self,
        value: &str,
        key: &MaskKey,
        out: &mut String,
    ) -> Result<(), MaskPanicked> {
        match self {
            Self::Redact => out.push_str(REDACTED),
            Self::Hash => {
                for byte in key.hash(value.as_bytes()) {
                    // Writing to a String cannot fail.
                    let _ = write!(out, "{byte:02x}");
                }
            }
            Self::Last4 => last4::apply(value, out),
            Self::Email => email::apply(value, out),
            Self::Custom(mask) => {
                let masked = catch_unwind(AssertUnwindSafe(|| mask(value)));
                out.push_str(&masked.map_err(|_| MaskPanicked)?);
            }
        }
        Ok(())
    }
}
