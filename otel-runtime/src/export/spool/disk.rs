//! The real folder of a spool: files of 0600 in a folder of 0700, which one process owns.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::mpsc::{SyncSender, TrySendError, sync_channel},
    thread,
};

use super::{files::Files, lock::Lock};
use crate::diagnostics::warn;

/// How a segment's file is named behind its number. Another format would have another name.
const SUFFIX: &str = ".spool-v1";

/// The folder, locked.
#[derive(Debug)]
pub(crate) struct Disk {
    path: PathBuf,
    /// The segment that is written.
    open: Option<(u64, File)>,
    syncing: SyncSender<Vec<PathBuf>>,
    _lock: Lock,
}

impl Disk {
    /// Makes the folder if it is not there, and becomes its owner.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        make_folder(path)?;
        private_folder(path)?;
        let lock = Lock::acquire(path)?;
        let (syncing, received) = sync_channel::<Vec<PathBuf>>(1);
        let folder = path.to_owned();
        thread::Builder::new()
            .name("otel-spool-sync".to_owned())
            .spawn(move || {
                let mut failing = false;
                for paths in received {
                    let failed = sync_all(&folder, &paths).err();
                    if let Some(error) = failed.as_ref().filter(|_| !failing) {
                        warn(&format!("spool {}: fsync: {error}", folder.display()));
                    }
                    failing = failed.is_some();
                }
            })?;
        Ok(Self {
            path: path.to_owned(),
            open: None,
            syncing,
            _lock: lock,
        })
    }

    fn file(&self, segment: u64) -> PathBuf {
        self.path.join(format!("{segment:020}{SUFFIX}"))
    }
}

impl Files for Disk {
    fn list(&self) -> io::Result<Vec<(u64, u64)>> {
        let mut segments = Vec::new();
        for entry in fs::read_dir(&self.path)? {
            let entry = entry?;
            let name = entry.file_name();
            let number = name.to_str().and_then(|name| name.strip_suffix(SUFFIX));
            if let Some(number) = number.and_then(|number| number.parse().ok()) {
                segments.push((number, entry.metadata()?.len()));
            }
        }
        segments.sort_unstable();
        Ok(segments)
    }

    fn read(&self, segment: u64) -> io::Result<Vec<u8>> {
        fs::read(self.file(segment))
    }

    fn append(&mut self, segment: u64, bytes: &[u8]) -> io::Result<()> {
        let mut file = match self.open.take() {
            Some((number, file)) if number == segment => file,
            _ => create(&self.file(segment))?,
        };
        file.write_all(bytes)?;
        self.open = Some((segment, file));
        Ok(())
    }

    fn cut(&mut self, segment: u64, len: u64) -> io::Result<()> {
        self.open = None;
        let file = OpenOptions::new().write(true).open(self.file(segment))?;
        file.set_len(len)
    }

    fn remove(&mut self, segment: u64) -> io::Result<()> {
        if self.open.as_ref().is_some_and(|(open, _)| *open == segment) {
            self.open = None;
        }
        fs::remove_file(self.file(segment))
    }

    /// Leaves it to a thread of its own: an fsync may take longer than the time in which records
    /// have to be written.
    fn sync(&mut self, segments: &[u64]) -> io::Result<()> {
        let paths = segments.iter().map(|segment| self.file(*segment)).collect();
        self.syncing.try_send(paths).map_err(|error| match error {
            TrySendError::Full(_) => io::ErrorKind::WouldBlock.into(),
            TrySendError::Disconnected(_) => io::ErrorKind::BrokenPipe.into(),
        })
    }
}

fn sync_all(folder: &Path, paths: &[PathBuf]) -> io::Result<()> {
    for path in paths {
        match OpenOptions::new().write(true).open(path) {
            Ok(file) => file.sync_data()?,
            // Acknowledged and deleted meanwhile.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    // The names of new files are the folder's content.
    #[cfg(unix)]
    match File::open(folder) {
        Ok(folder) => folder.sync_all()?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.append(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn make_folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Refuses a folder that others may enter, rather than closing what may be shared on purpose.
fn private_folder(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        let mode = std::os::unix::fs::PermissionsExt::mode(&fs::metadata(path)?.permissions());
        if mode & 0o077 != 0 {
            let mode = mode & 0o7777;
            return Err(io::Error::other(format!("its mode is {mode:o}")));
        }
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

#[cfg(test)]
#[path = "disk_tests.rs"]
mod tests;
