//! What the macro's attribute expressions write to.

use std::{
    fmt::{self, Debug, Display},
    sync::Arc,
};

use super::active::{FORMATTING_PANICKED, try_format};
use crate::{
    processing::{Mask, REDACTED},
    record::{AttributeValue, Key, Record, proto::tag, write},
};

/// The attributes of a span that is being started or has come to its outcome.
#[derive(Debug)]
#[doc(hidden)]
pub struct Attributes<'a> {
    record: &'a mut Record,
}

impl<'a> Attributes<'a> {
    #[inline]
    pub(crate) fn new(record: &'a mut Record) -> Self {
        Self { record }
    }

    /// `key = value`.
    #[inline]
    pub fn set(&mut self, key: Key<'_>, value: &(impl AttributeValue + ?Sized)) {
        self.note_repeats(key);
        write::attribute(&mut self.record.body, tag::ATTRIBUTE, key, value);
    }

    /// `key = %value`.
    #[inline]
    pub fn display(&mut self, key: Key<'_>, value: &(impl Display + ?Sized)) {
        self.formatted(key, format_args!("{value}"));
    }

    /// `key = ?value`.
    #[inline]
    pub fn debug(&mut self, key: Key<'_>, value: &(impl Debug + ?Sized)) {
        self.formatted(key, format_args!("{value:?}"));
    }

    fn formatted(&mut self, key: Key<'_>, value: fmt::Arguments<'_>) {
        self.note_repeats(key);
        write::formatted(&mut self.record.body, tag::ATTRIBUTE, key, |body| {
            let before = body.len();
            if !try_format(body, value) {
                body.truncate(before);
                body.extend(FORMATTING_PANICKED.as_bytes());
            }
        });
    }

    /// Says that a key may come again in the same call; the later value counts.
    #[inline]
    pub fn repeats(&mut self) {
        self.record.written_late(false);
    }

    /// The macro says where the keys it knows come again; of others it cannot.
    #[inline]
    fn note_repeats(&mut self, key: Key<'_>) {
        if !key.is_encoded() {
            self.repeats();
        }
    }

    /// A value that `mask(...)` names.
    #[cold]
    pub fn masked(&mut self, key: Key<'_>, mask: Mask, value: &(impl Display + ?Sized)) {
        if let Some(shown) = self.hide(mask, format_args!("{value}"), None) {
            self.set(key, &*shown);
        }
    }

    /// Renders a masked value, so that it is found in the texts of errors and panics; gives what
    /// may be shown of it, which is made from its `text`. `None` when there is nothing: its
    /// formatting or the mask panicked. Without `debug`, the text may be a `Debug` text itself.
    #[cold]
    pub(super) fn hide(
        &mut self,
        mask: Mask,
        text: fmt::Arguments<'_>,
        debug: Option<fmt::Arguments<'_>>,
    ) -> Option<Arc<str>> {
        let text = rendered(text);
        let shown = text.as_ref().and_then(|text| {
            let mut shown = String::new();
            let core = self.record.header.core;
            mask.apply(text, &core.mask_key, &mut shown).ok()?;
            Some(Arc::from(shown))
        });
        let in_texts = shown.clone().unwrap_or_else(|| REDACTED.into());
        let secrets = &mut self.record.secrets;
        let debug = match debug {
            None => text,
            Some(debug) => {
                if let Some(text) = text {
                    secrets.add_display(&text, &in_texts);
                }
                rendered(debug)
            }
        };
        if let Some(debug) = debug {
            secrets.add_debug(&debug, &in_texts);
        }
        self.record.publish_secrets();
        shown
    }
}

/// The text of a value; `None` when formatting it panics.
fn rendered(value: fmt::Arguments<'_>) -> Option<String> {
    let mut text = String::new();
    try_format(&mut text, value).then_some(text)
}
