//! Writing to the span that is current, whoever made it: `current`, `set_attrs!` and `event!`.
//!
//! It is reached through the OpenTelemetry Context alone, so it may be any provider's. What there
//! is to write is taken down in a record, as for a span, and handed over from there.

use opentelemetry::{
    Context,
    trace::{SpanRef, Status, TraceContextExt},
};

use super::{Active, Attributes, Start, begin::telemetry};
use crate::{
    buffer::{current_span, is_ending, recycle, with_local},
    callsite::CallSite,
    record::{Header, Record, decode},
};

/// The span that was current at the start of a function, with what is to be written to it.
#[derive(Debug, Default)]
#[doc(hidden)]
pub struct Annotation(Option<Active>);

impl Annotation {
    #[inline]
    pub(crate) fn start(site: &'static CallSite) -> Self {
        if site.is_off() {
            return Self(None);
        }
        Self(begin(site).map(Active::new))
    }

    /// Takes down the outcome, if there is a span for it.
    #[inline]
    pub(crate) fn settle(&mut self, outcome: impl FnOnce(&mut Active)) {
        if let Some(active) = &mut self.0 {
            active.settle(outcome);
            deliver(&mut active.record);
        }
    }
}

impl Drop for Annotation {
    #[inline]
    fn drop(&mut self) {
        if let Some(active) = self.0.take() {
            if !active.record.secrets.is_empty() && std::thread::panicking() {
                active.record.pass_on_secrets();
            }
            recycle(active.record);
        }
    }
}

/// A record for what the current span is to be told; `None` where nobody would listen.
#[cold]
fn begin(site: &'static CallSite) -> Option<Box<Record>> {
    if !site.is_on() || is_ending() {
        return None;
    }
    let context = Context::current();
    if context.is_telemetry_suppressed() || !context.span().is_recording() {
        return None;
    }
    let core = telemetry(&context).filter(|core| !core.disabled)?;
    let mut header = Header::of_site(core, site);
    header.parent_id = context.span().span_context().span_id();
    let mut record = with_local(|local| local.new_record(header))?;
    record.previous = current_span();
    record.context = Some(context);
    Some(record)
}

/// Tells the span what was taken down for it.
#[cold]
fn deliver(record: &mut Record) {
    if let Some(context) = &record.context {
        hand_over(&context.span(), record.body.as_slice());
    }
    record.body.clear();
}

/// Writes to a span of any provider what is in the bytes: attributes, events, status.
#[cold]
pub(super) fn hand_over(span: &SpanRef<'_>, body: &[u8]) {
    let parts = decode::decode(body);
    span.set_attributes(parts.attributes);
    for event in parts.events.events {
        span.add_event(event.name, event.attributes);
    }
    if parts.status != Status::Unset {
        span.set_status(parts.status);
    }
}

/// `current`: starts no span.
#[inline]
pub fn start(site: &'static CallSite) -> Annotation {
    Annotation::start(site)
}

/// `current` and `set_attrs!`: writes the `attributes`, if the current span records.
#[inline]
pub fn start_with(
    site: &'static CallSite,
    _: impl FnOnce(&mut Start),
    attributes: impl FnOnce(&mut Attributes<'_>),
) -> Annotation {
    let mut annotation = Annotation::start(site);
    if let Some(active) = &mut annotation.0 {
        attributes(&mut Attributes::new(&mut active.record));
        deliver(&mut active.record);
    }
    annotation
}

/// `set_attrs!`
#[inline]
pub fn set_attrs(
    site: &'static CallSite,
    setup: impl FnOnce(&mut Start),
    attributes: impl FnOnce(&mut Attributes<'_>),
) {
    drop(start_with(site, setup, attributes));
}

/// Runs a function's body and takes down the outcome for the span that was current before.
#[inline]
pub fn call<R, F, O>(mut annotation: Annotation, body: F, outcome: O) -> R
where
    F: FnOnce() -> R,
    O: FnOnce(&R, &mut Active),
{
    let result = body();
    annotation.settle(|active| outcome(&result, active));
    result
}

/// `event!`: the name is the call site's unless `setup` says otherwise.
#[inline]
pub fn event(
    site: &'static CallSite,
    setup: impl FnOnce(&mut Start),
    attributes: impl FnOnce(&mut Attributes<'_>),
) {
    let mut annotation = Annotation::start(site);
    let Some(active) = &mut annotation.0 else {
        return;
    };
    let mut start = Start::default();
    setup(&mut start);
    start.apply(&mut active.record);
    attributes(&mut Attributes::new(&mut active.record));
    let parts = decode::decode(active.record.body.as_slice());
    if let Some(context) = &active.record.context {
        let name = parts.name.unwrap_or(site.name().into());
        context.span().add_event(name, parts.attributes);
    }
}
