use loom::{sync::Mutex, thread};

use super::{core, leaked, slot::header};
use crate::buffer::{RingReader, RingWriter};

const SIZE: usize = 1024;

/// A thread that leaves one ring for another and goes, while the collector thread looks: every span
/// arrives once, with its bytes and in order, and no ring is kept.
pub fn what_a_thread_wrote_last_arrives_though_it_is_gone() {
    let mut model = loom::model::Builder::new();
    model.preemption_bound = Some(3);
    model.check(|| {
        let core = core();
        let inbox = leaked(Mutex::new(Vec::new()));
        let writer = thread::spawn(move || {
            let open = || {
                core.ring_budget.get().take(SIZE);
                let (writer, reader) = RingWriter::pair(core, SIZE);
                inbox.lock().unwrap().push(reader);
                writer
            };
            let mut header = header(core, 1, 1);
            header.body_len = 3;
            let mut writer = open();
            assert!(writer.try_push(header, b"one"));
            writer = open();
            assert!(writer.try_push(header, b"two"));
        });
        let (mut rings, mut seen) = (Vec::new(), Vec::new());
        look(inbox, &mut rings, &mut seen);
        writer.join().unwrap();
        look(inbox, &mut rings, &mut seen);
        assert_eq!(seen, [b"one", b"two"]);
        assert!(rings.is_empty());
        let all = 32 * 1024 * 1024;
        assert!(core.ring_budget.get().try_take(all));
    });
}

/// As the collector thread does each tick.
fn look(inbox: &Mutex<Vec<RingReader>>, rings: &mut Vec<RingReader>, seen: &mut Vec<Vec<u8>>) {
    rings.append(&mut inbox.lock().unwrap());
    let mut joined = Vec::new();
    rings.retain_mut(|ring| ring.drain(&mut joined, |_, body| seen.push(body.to_vec())));
}
