#![allow(clippy::unwrap_used)]

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    io,
    rc::Rc,
    sync::mpsc::channel,
};

use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use super::*;
use crate::export::spool::{SpoolSettings, store::Limits};

/// Files in memory, which fail while they are told to.
#[derive(Clone, Default)]
struct Failing {
    files: Rc<RefCell<BTreeMap<u64, Vec<u8>>>>,
    fails: Rc<Cell<bool>>,
}

impl Files for Failing {
    fn list(&self) -> io::Result<Vec<(u64, u64)>> {
        Ok(Vec::new())
    }

    fn read(&self, segment: u64) -> io::Result<Vec<u8>> {
        let files = self.files.borrow();
        files
            .get(&segment)
            .cloned()
            .ok_or(io::ErrorKind::NotFound.into())
    }

    fn append(&mut self, segment: u64, bytes: &[u8]) -> io::Result<()> {
        if self.fails.get() {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        let mut files = self.files.borrow_mut();
        files.entry(segment).or_default().extend_from_slice(bytes);
        Ok(())
    }

    fn cut(&mut self, _: u64, _: u64) -> io::Result<()> {
        Ok(())
    }

    fn remove(&mut self, segment: u64) -> io::Result<()> {
        self.files.borrow_mut().remove(&segment);
        Ok(())
    }

    fn sync(&mut self, _: &[u64]) -> io::Result<()> {
        Ok(())
    }
}

/// A keeper, and what its worker is told.
struct Stage {
    keeper: Keeper<Failing>,
    disk: Failing,
    told: UnboundedReceiver<otlp::Command>,
    answers: Receiver<Command>,
    receipt: Option<Receipt>,
}

/// One batch fills a segment.
fn stage() -> Stage {
    let disk = Failing::default();
    let limits = Limits {
        max_bytes: 10_000,
        segment_bytes: 100,
        segment_spans: usize::MAX,
    };
    let (worker, told) = unbounded_channel();
    let (commands, answers) = channel();
    let start = Start {
        name: "test".to_owned(),
        spool: &SpoolSettings::new("nowhere"),
        batch: BatchSettings::default(),
        room: Arc::new(Room::new(usize::MAX, None)),
        ledger: Arc::new(Ledger::new("test".to_owned())),
        worker,
    };
    let store = Store::new(disk.clone(), limits).unwrap();
    Stage {
        keeper: Keeper::new(store, start, commands),
        disk,
        told,
        answers,
        receipt: None,
    }
}

impl Stage {
    fn append(&mut self, spans: usize) {
        let batch = SealedBatch::of_body(vec![7; 80], spans);
        self.keeper.room.add(batch.len(), batch.spans());
        self.keeper.obey(Command::Append(batch));
        self.keeper.work();
    }

    fn flush(&mut self) {
        self.keeper.obey(Command::Flush(channel().0));
        self.keeper.work();
    }

    /// The receiver has taken what it was sent.
    fn settle(&mut self) {
        self.receipt.take().unwrap().settled(usize::MAX);
        let answered = self.answers.recv().unwrap();
        self.keeper.obey(answered);
        self.keeper.work();
    }

    /// What the worker was told since this was asked last.
    fn told(&mut self) -> Vec<String> {
        let mut all = Vec::new();
        while let Ok(command) = self.told.try_recv() {
            all.push(match command {
                otlp::Command::Export(batch, receipt) => {
                    self.receipt = receipt;
                    format!("export {}", batch.spans())
                }
                otlp::Command::Flush(_) => "flush".to_owned(),
                otlp::Command::Shutdown(_) => "shutdown".to_owned(),
            });
        }
        all
    }
}

#[test]
fn a_flush_waits_for_what_came_before_it_also_where_that_was_written_later() {
    let mut stage = stage();
    stage.append(1);
    stage.flush();
    assert_eq!(stage.told(), ["export 1"]);
    stage.disk.fails.set(true);
    stage.append(2);
    stage.append(3);
    stage.flush();
    stage.disk.fails.set(false);
    stage.append(4);
    assert_eq!(stage.told(), [""; 0]);
    stage.settle();
    assert_eq!(stage.told(), ["flush", "export 2"]);
    stage.settle();
    assert_eq!(stage.told(), ["export 3"]);
    // It was written together with what came before the flush.
    stage.settle();
    assert_eq!(stage.told(), ["export 4"]);
    stage.settle();
    assert_eq!(stage.told(), ["flush"]);
}

#[test]
fn a_flush_does_not_wait_for_what_came_after_it() {
    let mut stage = stage();
    stage.append(1);
    stage.flush();
    (2..5).for_each(|spans| stage.append(spans));
    assert_eq!(stage.told(), ["export 1"]);
    stage.settle();
    assert_eq!(stage.told()[0], "flush");
}
