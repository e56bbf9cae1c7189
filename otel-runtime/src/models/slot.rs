use loom::thread;
use opentelemetry::{
    KeyValue,
    trace::{Span, SpanContext, SpanId, TraceFlags, TraceId, TraceState},
};

use super::{core, leaked};
use crate::{
    callsite::CallSite,
    provider::Core,
    record::{Header, Kind, Record},
    span::{Handle, Slot},
    sync::atomic::{AtomicBool, Ordering},
};

const FIRST: u64 = 0x1111_2222_3333_4444;
const SECOND: u64 = 0x8765_4321_0fed_cba9;

pub(super) fn header(core: &'static Core, span: u64, root: u64) -> Header {
    static SITE: CallSite = CallSite::new("f", Kind::Internal, None, None, "", "", 0);
    let mut header = Header::of_site(core, &SITE);
    header.span_id = SpanId::from(span);
    header.local_root = SpanId::from(root);
    header
}

fn open(slot: &'static Slot, header: &Header) -> Handle {
    let trace_id = TraceId::from(1u128);
    let flags = TraceFlags::SAMPLED;
    let context = SpanContext::new(trace_id, header.span_id, flags, false, TraceState::NONE);
    slot.open(header, context)
}

/// What was written through a Context before the span ended is in the span; what came too late is
/// in no other, though the slot is used again at once.
pub fn a_write_lands_in_its_span_or_nowhere() {
    loom::model(|| {
        let slot = leaked(Slot::new());
        let (first, second) = (header(core(), FIRST, 0), header(core(), SECOND, 0));
        let written = leaked(AtomicBool::new(false));
        let mut handle = open(slot, &first);
        let writer = thread::spawn(move || {
            handle.set_attribute(KeyValue::new("k", 1));
            written.store(true, Ordering::Release);
        });
        let mut record = Record::new(first);
        slot.take_over(&mut record);
        let in_time = written.load(Ordering::Acquire);
        slot.close();
        slot.take_over(&mut record);
        assert!(!in_time || record.body.len() > 0);

        let _handle = open(slot, &second);
        let mut record = Record::new(second);
        slot.close();
        slot.take_over(&mut record);
        assert_eq!(record.body.len(), 0);
        writer.join().unwrap();
    });
}

/// A child whose parent has ended, on a slot that is used again meanwhile.
pub fn a_child_is_told_the_root_of_its_parent_or_none() {
    loom::model(|| {
        let slot = leaked(Slot::new());
        let core = core();
        let _first = open(slot, &header(core, FIRST, 7));
        let child = thread::spawn(move || slot.root_under(SpanId::from(FIRST)));
        slot.close();
        let _second = open(slot, &header(core, SECOND, 8));
        if let Some(told) = child.join().unwrap() {
            assert_eq!(told, (core.id, SpanId::from(7)));
        }
        let told = slot.root_under(SpanId::from(SECOND));
        assert_eq!(told, Some((core.id, SpanId::from(8))));
    });
}

pub fn errors_of_children_on_several_threads_are_remembered() {
    loom::model(|| {
        let errors = &leaked(Slot::new()).child_errors;
        let parent = SpanId::from(FIRST);
        let child = thread::spawn(move || errors.remember(parent, 5));
        errors.remember(parent, 6);
        child.join().unwrap();
        assert!(errors.contain(parent, 5) && errors.contain(parent, 6));
        assert!(!errors.contain(SpanId::from(SECOND), 5));
    });
}
