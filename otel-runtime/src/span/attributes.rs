//! What the macro's attribute expressions write to.

use std::fmt::{self, Debug, Display};

use super::active::{FORMATTING_PANICKED, try_format};
use crate::{
    processing::Mask,
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
        let mut text = String::new();
        if !try_format(&mut text, format_args!("{value}")) {
            return;
        }
        let mut masked = String::new();
        let core = self.record.header.core;
        if mask.apply(&text, &core.mask_key, &mut masked).is_ok() {
            self.set(key, masked.as_str());
        }
    }

    /// An attribute that came through the OpenTelemetry API.
    pub(crate) fn api(&mut self, pair: &opentelemetry::KeyValue) {
        write::api_attribute(&mut self.record.body, pair);
    }
}
