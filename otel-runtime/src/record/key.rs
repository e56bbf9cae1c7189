//! Attribute keys, encoded when the program is compiled.

use super::proto::{delimited_len, put_bytes, put_delimited, tag};

/// The key of an attribute.
#[derive(Clone, Copy, Debug)]
#[doc(hidden)]
pub struct Key<'a>(Form<'a>);

#[derive(Clone, Copy, Debug)]
enum Form<'a> {
    /// The whole `KeyValue.key` field, tag and length in front.
    Encoded(&'a [u8]),
    Text(&'a str),
}

impl<'a> Key<'a> {
    /// A key as the macro writes it: tag `0x0a`, length as a varint, text.
    #[inline]
    pub const fn encoded(bytes: &'a [u8]) -> Self {
        Self(Form::Encoded(bytes))
    }

    /// A key that is an expression in the program.
    #[inline]
    pub fn text(text: &'a (impl AsRef<str> + ?Sized)) -> Self {
        Self(Form::Text(text.as_ref()))
    }

    /// Whether the key is one that the macro wrote.
    #[inline]
    pub(crate) fn is_encoded(self) -> bool {
        matches!(self.0, Form::Encoded(_))
    }

    #[inline]
    pub(crate) fn encoded_len(self) -> usize {
        match self.0 {
            Form::Encoded(bytes) => bytes.len(),
            Form::Text(text) => delimited_len(text.len()),
        }
    }

    /// Always inlined, so that a key of known length is copied in one or two moves.
    #[inline(always)]
    pub(crate) fn encode(self, out: &mut [u8]) -> &mut [u8] {
        match self.0 {
            Form::Encoded(bytes) => put_bytes(out, bytes),
            Form::Text(text) => put_delimited(out, tag::KEY, text.as_bytes()),
        }
    }
}
