//! The store against a model: whatever fails, and wherever the process ends, what was written and
//! not acknowledged is delivered, and nothing else.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use rand::{Rng, SeedableRng, rngs::SmallRng};

use super::{
    Limits, Losses, Store,
    model::{FAULTS, Fault, Model},
};
use crate::export::spool::segment;

const LIMITS: Limits = Limits {
    max_bytes: 4_000,
    segment_bytes: 700,
    segment_spans: 40,
};

/// What the test knows of a record; its number and length are in its body.
#[derive(Clone, Copy, Debug)]
struct Known {
    len: usize,
    spans: usize,
    /// `append` said that it is kept.
    kept: bool,
    synced: bool,
    /// It need not be delivered (again).
    done: bool,
}

/// A process with a store, its records, and what it has counted.
struct World {
    disk: Model,
    chance: SmallRng,
    store: Store<Model>,
    known: Vec<Known>,
    /// Delivered since the last start.
    delivered: BTreeSet<usize>,
    /// The records of the segment that is being sent.
    sending: Vec<usize>,
    /// Spans lost, as counted, in all lives.
    lost: usize,
    /// Spans in this life: taken over or kept, and acknowledged or lost.
    came: usize,
    went: usize,
    /// The recovery of this life has met a fault: then the bound may be exceeded.
    hurt: bool,
}

impl World {
    fn new(seed: u64) -> Self {
        let disk = Model::new(seed);
        Self {
            chance: SmallRng::seed_from_u64(seed + 1),
            store: Store::new(disk.clone(), LIMITS).unwrap(),
            disk,
            known: Vec::new(),
            delivered: BTreeSet::new(),
            sending: Vec::new(),
            lost: 0,
            came: 0,
            went: 0,
            hurt: false,
        }
    }

    /// One thing that may happen to a spool.
    fn step(&mut self) {
        match self.chance.random_range(0..100) {
            0..=49 => self.append(),
            50..=59 => self.store.close(),
            60..=74 => self.take(),
            75..=86 => self.acknowledge(),
            87..=93 => self.sync(),
            94..=95 => {
                let full = self.chance.random_bool(0.5);
                let capacity = if full { 2_000 } else { usize::MAX };
                self.disk.0.borrow_mut().capacity = capacity;
            }
            96 => self.store.limit_segments(400),
            97 => {
                self.store.recover_next();
            }
            _ => self.disk.0.borrow_mut().dead = true,
        }
        self.count();
        // More than one start may end early.
        while self.disk.0.borrow().dead {
            self.restart();
        }
        self.check();
    }

    fn append(&mut self) {
        let number = self.known.len();
        let len = self.chance.random_range(8..200);
        let spans = self.chance.random_range(1..20);
        let body = body(number, len);
        let record = segment::record([body.as_slice()].into_iter(), spans).unwrap();
        let kept = self.store.append(&record, spans).is_ok();
        self.came += if kept { spans } else { 0 };
        self.known.push(Known {
            len,
            spans,
            kept,
            synced: false,
            done: false,
        });
    }

    fn take(&mut self) {
        if !self.sending.is_empty() {
            return;
        }
        if let Some(taken) = self.store.take() {
            self.sending = self.read(&taken.body);
            let spans: usize = self.sending.iter().map(|at| self.known[*at].spans).sum();
            assert_eq!(spans, taken.spans);
            for number in &self.sending {
                assert!(self.delivered.insert(*number), "{number} twice in one life");
            }
        }
    }

    fn acknowledge(&mut self) {
        for number in std::mem::take(&mut self.sending) {
            self.known[number].done = true;
            self.went += self.known[number].spans;
        }
        self.store.acknowledge();
    }

    fn sync(&mut self) {
        if self.store.sync().is_ok() {
            self.known
                .iter_mut()
                .for_each(|known| known.synced |= known.kept);
        }
    }

    /// The records in a body: each as it was appended, and nothing between.
    fn read(&self, mut body: &[u8]) -> Vec<usize> {
        let mut numbers = Vec::new();
        while !body.is_empty() {
            let number = u64::from_le_bytes(body[..8].try_into().unwrap()) as usize;
            let known = self.known[number];
            assert_eq!(body[..known.len], self::body(number, known.len));
            body = &body[known.len..];
            numbers.push(number);
        }
        numbers
    }

    fn count(&mut self) {
        self.came += self.store.take_recovered().spans;
        let Losses { full, damaged } = self.store.take_losses();
        assert_eq!(damaged, 0, "nothing is damaged while a process lives");
        self.lost += full;
        self.went += full;
    }

    /// Another process takes over what this one left.
    fn restart(&mut self) {
        let operations = {
            let mut disk = self.disk.0.borrow_mut();
            disk.dead = false;
            if std::mem::take(&mut disk.power_failed) {
                let unsynced = self.known.iter_mut().filter(|known| !known.synced);
                unsynced.for_each(|known| known.done = true);
            }
            disk.operations
        };
        for perished in std::mem::take(&mut self.disk.0.borrow_mut().perished) {
            for number in self.read(&segment::read(&perished).body) {
                self.known[number].done = true;
            }
        }
        self.delivered.clear();
        self.sending.clear();
        self.store = Store::new(self.disk.clone(), LIMITS).unwrap();
        (self.came, self.went) = (0, 0);
        // Not all lives begin with reading everything.
        let reads = self.chance.random_range(0..12);
        for _ in 0..reads {
            self.store.recover_next();
        }
        self.count();
        let disk = self.disk.0.borrow();
        let hurt = |(at, _): (usize, Fault)| (operations..disk.operations).contains(&at);
        self.hurt = disk.fault.is_some_and(hurt) || disk.fault_percent > 0;
    }

    fn check(&self) {
        let sending: usize = self.sending.iter().map(|at| self.known[*at].spans).sum();
        let held = self.store.waiting_spans() + sending;
        assert_eq!(self.came, self.went + held, "came = went + held");
        let bytes = self.disk.0.borrow().bytes() as u64;
        assert!(
            self.hurt || self.store.has_found() || bytes <= LIMITS.max_bytes,
            "{bytes} bytes"
        );
    }

    /// Restarts once more, without faults, and delivers everything.
    fn finish(mut self) {
        {
            let mut disk = self.disk.0.borrow_mut();
            (disk.fault, disk.fault_percent, disk.capacity) = (None, 0, usize::MAX);
        }
        self.restart();
        while self.store.recover_next() {}
        self.count();
        self.check();
        loop {
            self.take();
            if self.sending.is_empty() {
                break;
            }
            self.acknowledge();
        }
        self.count();
        let missing = self.known.iter().filter(|known| known.kept && !known.done);
        let missing: usize = missing.map(|known| known.spans).sum();
        assert!(
            missing <= self.lost,
            "{missing} missing, {} counted",
            self.lost
        );
        assert_eq!(self.disk.0.borrow().bytes(), 0, "all is deleted in the end");
    }
}

fn body(number: usize, len: usize) -> Vec<u8> {
    let mut body = (number as u64).to_le_bytes().to_vec();
    body.resize(len, number as u8);
    body
}

/// Says on a panic how to have it again.
struct ToldOnPanic(String);

impl Drop for ToldOnPanic {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("in {}", self.0);
        }
    }
}

/// Runs the story of a seed, with this fault; gives the number of file operations.
fn story(seed: u64, steps: usize, fault: Option<(usize, Fault)>, percent: u32) -> usize {
    let _told = ToldOnPanic(format!("story({seed}, {steps}, {fault:?}, {percent})"));
    let mut world = World::new(seed);
    {
        let mut disk = world.disk.0.borrow_mut();
        (disk.fault, disk.fault_percent) = (fault, percent);
        // Long lives too: without a death that hides what the failures before it have done.
        disk.faults = if seed.is_multiple_of(2) {
            &FAULTS
        } else {
            &[Fault::Fails]
        };
    }
    (0..steps).for_each(|_| world.step());
    let operations = world.disk.0.borrow().operations;
    world.finish();
    operations
}

#[test]
fn a_fault_at_any_step_loses_nothing_that_was_kept() {
    for seed in 0..6 {
        let operations = story(seed, 120, None, 0);
        for operation in 0..operations {
            for fault in FAULTS {
                story(seed, 120, Some((operation, fault)), 0);
            }
        }
    }
}

#[test]
fn many_faults_lose_nothing_that_was_kept() {
    for seed in 1_000..1_500 {
        story(seed, 200, None, 1 + seed as u32 % 31);
    }
}
