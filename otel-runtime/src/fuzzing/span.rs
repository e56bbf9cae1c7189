//! What several targets need.

use std::sync::OnceLock;

use crate::{
    callsite::CallSite,
    provider::{Core, SpanLimits},
    record::{FinishedSpan, Header, Kind, Marks, Times, proto::Fields},
    sampling::Sampler,
};

/// The header of a span that was written to after its start.
pub(super) fn header() -> Header {
    static HEADER: OnceLock<Header> = OnceLock::new();
    *HEADER.get_or_init(|| {
        let site = CallSite::new("f", Kind::Internal, None, None, "module", "", 0);
        let mut header = Header::of_site(
            Core::new(Sampler::AlwaysOn).leak(),
            Box::leak(Box::new(site)),
        );
        header.marks.set(Marks::REVISED);
        header
    })
}

pub(super) fn finished<'a>(header: &'a Header, body: &'a [u8]) -> FinishedSpan<'a> {
    FinishedSpan {
        header,
        times: Times { start: 1, end: 2 },
        scope: header.site.instrumentation_scope(),
        body,
    }
}

pub(super) fn no_limits() -> SpanLimits {
    SpanLimits {
        attributes: u32::MAX,
        attribute_value_length: None,
        events: u32::MAX,
        links: u32::MAX,
        attributes_per_event: u32::MAX,
        attributes_per_link: u32::MAX,
    }
}

/// Whether all of the bytes are fields.
pub(super) fn is_whole(bytes: &[u8]) -> bool {
    let mut fields = Fields::new(bytes);
    while fields.next().is_some() {}
    fields.position() == bytes.len()
}
