//! A file that whole lines are appended to, by this process and perhaps others, and that is
//! rotated.

use std::{
    fs::{self, DirBuilder, File, Metadata, OpenOptions},
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
    time::{Duration, SystemTime},
};

use super::old::OldFiles;
use crate::{
    diagnostics::warn,
    process::{Inherit, PerProcess},
};

/// When a file is put aside for a new one, and how much is kept of those put aside.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Rotation {
    pub(super) at: Option<u64>,
    pub(super) every: Option<Duration>,
    pub(super) keep: Option<u64>,
}

/// The file at a path; opened again whenever it is not there any more.
#[derive(Debug)]
pub(super) struct LinesFile {
    path: PathBuf,
    old: OldFiles,
    rotation: Rotation,
    state: PerProcess<Shared>,
}

#[derive(Debug, Default)]
struct Shared(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    opened: Option<Opened>,
    /// Whether it was said that old files cannot be put aside or deleted.
    warned: bool,
}

#[derive(Debug)]
struct Opened {
    file: File,
    /// Whether the last line has no end: a process died while it wrote, or the disk was full.
    torn: bool,
}

impl Inherit for Shared {
    /// A child opens the file itself: at the fork the parent may have been about to change it.
    fn inherit(&self) -> Self {
        Self::default()
    }
}

impl LinesFile {
    /// Opens the file, and makes it and its folder if they are not there.
    pub(super) fn open(path: &Path, rotation: Rotation) -> io::Result<Self> {
        let file = Self {
            path: path.to_owned(),
            old: OldFiles::of(path)?,
            rotation,
            state: PerProcess::default(),
        };
        let mut state = State::default();
        file.current(&mut state)?;
        file.remove_old(&mut state);
        Ok(file)
    }

    /// Appends whole lines: all of them, or none and an error.
    pub(super) fn append(&self, lines: &[u8], now: SystemTime) -> io::Result<()> {
        // What is open is whole after every step, so a panic elsewhere says nothing against it.
        let state = self.state.get().0.lock();
        let mut state = state.unwrap_or_else(PoisonError::into_inner);
        let appended = self.append_to(&mut state, lines, now);
        if appended.is_err() {
            state.opened = None;
        }
        appended
    }

    fn append_to(&self, state: &mut State, lines: &[u8], now: SystemTime) -> io::Result<()> {
        let metadata = self.current(state)?.file.metadata()?;
        if self.is_due(&metadata, lines.len(), now) {
            self.rotate(state, now);
        }
        let opened = self.current(state)?;
        if opened.torn {
            write_once(&opened.file, &[b"\n", lines].concat())?;
            opened.torn = false;
            return Ok(());
        }
        write_once(&opened.file, lines)
    }

    /// The file that is at the path now.
    fn current<'a>(&self, state: &'a mut State) -> io::Result<&'a mut Opened> {
        let opened = match state.opened.take() {
            Some(opened) if is_at(&opened.file, &self.path) => opened,
            _ => self.create()?,
        };
        Ok(state.opened.insert(opened))
    }

    fn create(&self) -> io::Result<Opened> {
        if let Some(folder) = self.path.parent() {
            make_folder(folder)?;
        }
        let mut options = OpenOptions::new();
        options.read(true).append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&self.path)?;
        let metadata = file.metadata()?;
        let mut torn = false;
        if metadata.is_file() && metadata.len() > 0 {
            let mut last = [0];
            file.seek(SeekFrom::End(-1))?;
            file.read_exact(&mut last)?;
            torn = last != *b"\n";
        }
        Ok(Opened { file, torn })
    }

    /// Whether the file is to be put aside before `more` bytes come to it.
    fn is_due(&self, file: &Metadata, more: usize, now: SystemTime) -> bool {
        if !file.is_file() || file.len() == 0 {
            return false;
        }
        let large = |at| file.len().saturating_add(more as u64) > at;
        let aged = |every| match file.modified() {
            Ok(modified) => period(modified, every) < period(now, every),
            Err(_) => false,
        };
        self.rotation.at.is_some_and(large) || self.rotation.every.is_some_and(aged)
    }

    /// Puts the file aside. Where that cannot be it grows on: a bound that is not kept costs less
    /// than spans.
    fn rotate(&self, state: &mut State, now: SystemTime) {
        match self.old.put_aside(now) {
            Ok(()) => state.warned = false,
            Err(error) => self.warn(state, "it cannot be rotated", &error),
        }
        self.remove_old(state);
    }

    fn remove_old(&self, state: &mut State) {
        let Some(keep) = self.rotation.keep else {
            return;
        };
        if let Err(error) = self.old.remove_beyond(keep) {
            self.warn(state, "old files cannot be deleted", &error);
        }
    }

    fn warn(&self, state: &mut State, what: &str, error: &io::Error) {
        if !std::mem::replace(&mut state.warned, true) {
            warn(&format!("file {}: {what}: {error}", self.path.display()));
        }
    }
}

/// How many times `every` has gone by since 1970.
fn period(time: SystemTime, every: Duration) -> u128 {
    let since = time.duration_since(SystemTime::UNIX_EPOCH);
    since.unwrap_or_default().as_nanos() / every.as_nanos().max(1)
}

/// One write, so that what other processes append stands before or behind it. What does not come
/// to the disk whole is taken back.
fn write_once(mut file: &File, lines: &[u8]) -> io::Result<()> {
    let before = file.metadata()?.len();
    let written = loop {
        match file.write(lines) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            other => break other?,
        }
    };
    if written == lines.len() {
        return Ok(());
    }
    if file.metadata()?.len() == before + written as u64 {
        file.set_len(before)?;
    }
    let total = lines.len();
    let why = format!("only {written} of {total} bytes could be written");
    Err(io::Error::new(io::ErrorKind::StorageFull, why))
}

/// Whether `file` is what is found at `path`.
fn is_at(file: &File, path: &Path) -> bool {
    let (Ok(opened), Ok(found)) = (file.metadata(), fs::metadata(path)) else {
        return false;
    };
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        (opened.dev(), opened.ino()) == (found.dev(), found.ino())
    }
    #[cfg(not(unix))]
    {
        opened.created().ok() == found.created().ok()
    }
}

fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.as_os_str().is_empty() {
        return Ok(());
    }
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg(test)]
#[path = "file_tests.rs"]
mod tests;
