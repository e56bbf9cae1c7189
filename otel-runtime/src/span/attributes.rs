//! What the macro's attribute expressions write to.

use std::fmt::{Debug, Display};

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
        write::attribute(&mut self.record.body, tag::ATTRIBUTE, key, value);
    }

    /// `key = %value`.
    #[inline]
    pub fn display(&mut self, key: Key<'_>, value: &(impl Display + ?Sized)) {
        write::formatted(
            &mut self.record.body,
            tag::ATTRIBUTE,
            key,
            format_args!("{value}"),
        );
    }

    /// `key = ?value`.
    #[inline]
    pub fn debug(&mut self, key: Key<'_>, value: &(impl Debug + ?Sized)) {
        write::formatted(
            &mut self.record.body,
            tag::ATTRIBUTE,
            key,
            format_args!("{value:?}"),
        );
    }

    /// A value that `mask(...)` names.
    #[cold]
    pub fn masked(&mut self, key: Key<'_>, mask: Mask, value: &(impl Display + ?Sized)) {
        let mut masked = String::new();
        let core = self.record.header.core;
        if mask
            .apply(&value.to_string(), &core.mask_key, &mut masked)
            .is_ok()
        {
            self.set(key, masked.as_str());
        }
    }

    /// An attribute that came through the OpenTelemetry API.
    pub(crate) fn api(&mut self, pair: &opentelemetry::KeyValue) {
        write::api_attribute(&mut self.record.body, pair);
    }
}
