#![allow(clippy::panic)]

use std::sync::mpsc::channel;

use super::*;
use crate::{
    callsite::CallSite,
    export::Done,
    process,
    record::{FinishedSpan, Header, Kind},
    sampling::Sampler,
};

/// Panics at every span.
struct Panicking;

impl Backend for Panicking {
    fn accept(&mut self, _: &FinishedSpan<'_>) {
        panic!("a bug in a backend");
    }

    fn tick(&mut self, _: Instant) {}

    fn flush(&mut self, done: Done) {
        let _ = done.send(Ok(()));
    }

    fn shutdown(&mut self, _: Instant, done: Done) {
        let _ = done.send(Ok(()));
    }
}

#[test]
fn a_panic_over_a_span_takes_no_command_along() {
    let core: &'static Core = Core::new(Sampler::AlwaysOn).leak();
    let site = CallSite::new("called", Kind::Internal, None, None, "", "", 0);
    let mut header = Header::of_site(core, Box::leak(Box::new(site)));
    header.process = process::number();
    assert!(add(core, vec![(0, Box::new(Panicking))]).is_ok());
    let (added, shown) = channel();
    let backend: Served = (1, Box::new(Panicking));
    with_inbox(|inbox| {
        inbox.loose.push(Loose {
            header,
            body: Vec::new(),
        });
        inbox.commands.push(Command::Add {
            core,
            backend,
            added,
        });
    });
    assert_eq!(shown.recv_timeout(Duration::from_secs(20)), Ok(1));
}
