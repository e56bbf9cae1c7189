//! A file that whole lines are appended to, by this process and perhaps others, and that is
//! rotated.

use std::{
    fs::{self, DirBuilder, File, Metadata, OpenOptions},
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, SystemTime},
};

use super::{old::OldFiles, turn::Turn};
use crate::{
    diagnostics::warn,
    process::{Inherit, PerProcess},
};

/// How often the file is looked for again when others put it aside at the same time.
const ATTEMPTS: u32 = 100;

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
    file: Option<Arc<File>>,
    /// Whether it was said that old files cannot be put aside or deleted.
    warned: bool,
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
            state.file = None;
        }
        appended
    }

    fn append_to(&self, state: &mut State, lines: &[u8], now: SystemTime) -> io::Result<()> {
        for _ in 0..ATTEMPTS {
            let file = self.current(state)?;
            let _turn = Turn::take(&file);
            // Another process may have put it aside in its own turn.
            if is_at(&file, &self.path) && !self.rotate_if_due(state, &file, lines.len(), now)? {
                return write(&file, lines);
            }
        }
        write(&*self.current(state)?, lines)
    }

    /// The file that is at the path now.
    fn current(&self, state: &mut State) -> io::Result<Arc<File>> {
        let file = match state.file.take() {
            Some(file) if is_at(&file, &self.path) => file,
            _ => self.create()?.into(),
        };
        Ok(state.file.insert(file).clone())
    }

    fn create(&self) -> io::Result<File> {
        if let Some(folder) = self.path.parent() {
            make_folder(folder)?;
        }
        let mut options = OpenOptions::new();
        options.read(true).append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(&self.path)
    }

    /// Puts the file aside where `more` bytes are not to come to it; whether it has. Where that
    /// cannot be it grows on: a bound that is not kept costs less than spans.
    fn rotate_if_due(
        &self,
        state: &mut State,
        file: &File,
        more: usize,
        now: SystemTime,
    ) -> io::Result<bool> {
        if !self.is_due(&file.metadata()?, more, now) {
            return Ok(false);
        }
        let put_aside = self.old.put_aside(now);
        match &put_aside {
            Ok(()) => state.warned = false,
            Err(error) => self.warn(state, "it cannot be rotated", error),
        }
        self.remove_old(state);
        Ok(put_aside.is_ok())
    }

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

/// Ends the last line if a process died while it wrote, then writes `lines` behind it.
fn write(file: &File, lines: &[u8]) -> io::Result<()> {
    let metadata = file.metadata()?;
    if metadata.is_file() && metadata.len() > 0 && last_byte(file)? != b'\n' {
        return write_once(file, metadata.len(), &[b"\n", lines].concat());
    }
    write_once(file, metadata.len(), lines)
}

fn last_byte(mut file: &File) -> io::Result<u8> {
    let mut last = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut last)?;
    Ok(last[0])
}

/// One write, so that no reader and no process that takes no turns finds half a line. What does not
/// come to the disk whole is taken back.
fn write_once(mut file: &File, before: u64, bytes: &[u8]) -> io::Result<()> {
    let written = loop {
        match file.write(bytes) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            other => break other?,
        }
    };
    if written == bytes.len() {
        return Ok(());
    }
    if file.metadata()?.len() == before + written as u64 {
        file.set_len(before)?;
    }
    let total = bytes.len();
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
