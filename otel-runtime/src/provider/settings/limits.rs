//! How much one span may hold.

use super::{Source, Sourced};

/// How much one span may hold; what is over is counted in the span's dropped counts.
///
/// The defaults are those of the OpenTelemetry specification: 128 of each, values of any length.
///
/// ```
/// use otel_runtime::SpanLimits;
///
/// let limits = SpanLimits {
///     attribute_value_length: Some(4_096),
///     ..SpanLimits::default()
/// };
/// assert_eq!(limits.attributes, 128);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpanLimits {
    /// The most attributes of a span.
    pub attributes: u32,
    /// The most characters of a text value, on spans, events and links; longer ones are cut.
    /// `None`: any length.
    pub attribute_value_length: Option<u32>,
    /// The most events of a span.
    pub events: u32,
    /// The most links of a span.
    pub links: u32,
    /// The most attributes of an event.
    pub attributes_per_event: u32,
    /// The most attributes of a link.
    pub attributes_per_link: u32,
}

impl Default for SpanLimits {
    fn default() -> Self {
        Self {
            attributes: 128,
            attribute_value_length: None,
            events: 128,
            links: 128,
            attributes_per_event: 128,
            attributes_per_link: 128,
        }
    }
}

/// The limits, each with its source.
#[derive(Debug)]
pub(crate) struct SourcedLimits {
    pub(crate) attributes: Sourced<u32>,
    pub(crate) attribute_value_length: Sourced<Option<u32>>,
    pub(crate) events: Sourced<u32>,
    pub(crate) links: Sourced<u32>,
    pub(crate) attributes_per_event: Sourced<u32>,
    pub(crate) attributes_per_link: Sourced<u32>,
}

impl SourcedLimits {
    /// All six as the builder gave them.
    pub(crate) fn code(limits: SpanLimits) -> Self {
        Self::new(limits, Source::Code)
    }

    fn new(limits: SpanLimits, source: Source) -> Self {
        Self {
            attributes: Sourced::new(limits.attributes, source),
            attribute_value_length: Sourced::new(limits.attribute_value_length, source),
            events: Sourced::new(limits.events, source),
            links: Sourced::new(limits.links, source),
            attributes_per_event: Sourced::new(limits.attributes_per_event, source),
            attributes_per_link: Sourced::new(limits.attributes_per_link, source),
        }
    }

    /// The limits without their sources.
    pub(crate) fn span_limits(&self) -> SpanLimits {
        SpanLimits {
            attributes: *self.attributes,
            attribute_value_length: *self.attribute_value_length,
            events: *self.events,
            links: *self.links,
            attributes_per_event: *self.attributes_per_event,
            attributes_per_link: *self.attributes_per_link,
        }
    }
}

impl Default for SourcedLimits {
    fn default() -> Self {
        Self::new(SpanLimits::default(), Source::Default)
    }
}
