//! A file system in memory that fails, is full, tears writes and loses power, as it is told.

use std::{
    cell::RefCell,
    collections::BTreeMap,
    io::{self, ErrorKind},
    rc::Rc,
};

use rand::{Rng, SeedableRng, rngs::SmallRng};

use super::Files;

/// What goes wrong in one operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It fails; a write leaves any part of itself.
    Fails,
    /// The process dies before it, or in the middle of a write.
    DiesBefore,
    /// The process dies when it is done.
    DiesAfter,
    /// The machine loses power before it.
    PowerFails,
}

pub(super) const FAULTS: [Fault; 4] = [
    Fault::Fails,
    Fault::DiesBefore,
    Fault::DiesAfter,
    Fault::PowerFails,
];

#[derive(Clone, Debug, Default)]
struct File {
    bytes: Vec<u8>,
    /// So many of them survive a loss of power.
    synced: usize,
}

#[derive(Debug)]
pub(super) struct Disk {
    files: BTreeMap<u64, File>,
    /// Deleted since the last sync: a loss of power may bring them back.
    deleted: BTreeMap<u64, File>,
    /// Deleted by an operation that nobody lived to count.
    pub(super) perished: Vec<Vec<u8>>,
    pub(super) capacity: usize,
    /// How many operations there were.
    pub(super) operations: usize,
    /// The operation that goes wrong, and how.
    pub(super) fault: Option<(usize, Fault)>,
    /// The chance in percent that any other one goes wrong, and how it may.
    pub(super) fault_percent: u32,
    pub(super) faults: &'static [Fault],
    /// Nothing works any more until the restart.
    pub(super) dead: bool,
    /// The power has failed since this was looked at.
    pub(super) power_failed: bool,
    pub(super) chance: SmallRng,
}

/// The store's handle to the disk, which outlives it.
#[derive(Clone, Debug)]
pub(super) struct Model(pub(super) Rc<RefCell<Disk>>);

impl Model {
    pub(super) fn new(seed: u64) -> Self {
        Self(Rc::new(RefCell::new(Disk {
            files: BTreeMap::new(),
            deleted: BTreeMap::new(),
            perished: Vec::new(),
            capacity: usize::MAX,
            operations: 0,
            fault: None,
            fault_percent: 0,
            faults: &FAULTS,
            dead: false,
            power_failed: false,
            chance: SmallRng::seed_from_u64(seed),
        })))
    }

    /// Turns a bit of a file around.
    pub(super) fn damage(&self, segment: u64, byte: usize) {
        let mut disk = self.0.borrow_mut();
        let file = disk.files.get_mut(&segment);
        if let Some(byte) = file.and_then(|file| file.bytes.get_mut(byte)) {
            *byte ^= 1;
        }
    }

    /// Runs an operation, or what becomes of it.
    fn operate<R>(&self, work: impl FnOnce(&mut Disk) -> io::Result<R>) -> io::Result<R> {
        let mut disk = self.0.borrow_mut();
        match disk.next_fault() {
            _ if disk.dead => Err(ErrorKind::NotConnected.into()),
            None => work(&mut disk),
            Some(Fault::DiesAfter) => {
                let _ = work(&mut disk);
                disk.dead = true;
                Err(ErrorKind::NotConnected.into())
            }
            Some(Fault::Fails) => Err(ErrorKind::PermissionDenied.into()),
            Some(fault) => {
                disk.dead = true;
                if fault == Fault::PowerFails {
                    disk.lose_power();
                }
                Err(ErrorKind::NotConnected.into())
            }
        }
    }
}

impl Disk {
    fn next_fault(&mut self) -> Option<Fault> {
        self.operations += 1;
        match self.fault {
            Some((operation, fault)) if operation + 1 == self.operations => Some(fault),
            _ if self.chance.random_ratio(self.fault_percent, 100) => {
                Some(self.faults[self.chance.random_range(0..self.faults.len())])
            }
            _ => None,
        }
    }

    pub(super) fn bytes(&self) -> usize {
        self.files.values().map(|file| file.bytes.len()).sum()
    }

    /// Takes away what was not synced: all, a part, or its content.
    fn lose_power(&mut self) {
        self.power_failed = true;
        for (number, file) in std::mem::take(&mut self.deleted) {
            if self.chance.random_bool(0.5) {
                self.files.entry(number).or_insert(file);
            }
        }
        for file in self.files.values_mut() {
            let len = file.bytes.len();
            let kept = self.chance.random_range(file.synced..=len);
            file.bytes.truncate(kept);
            if self.chance.random_bool(0.3) {
                file.bytes.resize(len, 0);
            }
            file.synced = file.bytes.len();
        }
        self.files.retain(|_, file| !file.bytes.is_empty());
    }

    fn write(&mut self, segment: u64, bytes: &[u8]) -> io::Result<()> {
        let free = self.capacity.saturating_sub(self.bytes());
        let written = bytes.len().min(free);
        self.deleted.remove(&segment);
        let file = self.files.entry(segment).or_default();
        file.bytes.extend_from_slice(&bytes[..written]);
        if written < bytes.len() {
            return Err(ErrorKind::StorageFull.into());
        }
        Ok(())
    }
}

impl Files for Model {
    fn list(&self) -> io::Result<Vec<(u64, u64)>> {
        let disk = self.0.borrow();
        let files = disk.files.iter();
        Ok(files
            .map(|(number, file)| (*number, file.bytes.len() as u64))
            .collect())
    }

    fn read(&self, segment: u64) -> io::Result<Vec<u8>> {
        self.operate(|disk| match disk.files.get(&segment) {
            Some(file) => Ok(file.bytes.clone()),
            None => Err(ErrorKind::NotFound.into()),
        })
    }

    fn append(&mut self, segment: u64, bytes: &[u8]) -> io::Result<()> {
        let before = self.0.borrow().bytes();
        let was_dead = self.0.borrow().dead;
        let result = self.operate(|disk| disk.write(segment, bytes));
        let mut disk = self.0.borrow_mut();
        if result.is_err() && !was_dead && disk.bytes() == before {
            // All of it may be there, and the error about something else.
            let all = disk.chance.random_bool(0.3);
            let part = disk.chance.random_range(0..bytes.len());
            let _ = disk.write(segment, &bytes[..if all { bytes.len() } else { part }]);
        }
        result
    }

    fn cut(&mut self, segment: u64, len: u64) -> io::Result<()> {
        self.operate(|disk| {
            let file = disk.files.get_mut(&segment).ok_or(ErrorKind::NotFound)?;
            file.bytes.truncate(len as usize);
            file.synced = file.synced.min(file.bytes.len());
            Ok(())
        })
    }

    fn remove(&mut self, segment: u64) -> io::Result<()> {
        let was_dead = self.0.borrow().dead;
        let before = self.0.borrow().files.get(&segment).cloned();
        let result = self.operate(|disk| {
            let file = disk.files.remove(&segment).ok_or(ErrorKind::NotFound)?;
            disk.deleted.insert(segment, file);
            Ok(())
        });
        let mut disk = self.0.borrow_mut();
        if disk.dead && !was_dead && !disk.files.contains_key(&segment) {
            disk.perished.extend(before.map(|file| file.bytes));
        }
        result
    }

    fn sync(&mut self, segments: &[u64]) -> io::Result<()> {
        self.operate(|disk| {
            for segment in segments {
                if let Some(file) = disk.files.get_mut(segment) {
                    file.synced = file.bytes.len();
                }
            }
            disk.deleted.clear();
            Ok(())
        })
    }
}
