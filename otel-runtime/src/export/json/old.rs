//! The files that were put aside: `spans.2026-11-21T13-51-24.123456789Z.jsonl` beside `spans.jsonl`.

use std::{
    ffi::{OsStr, OsString},
    fmt::Write,
    fs, io,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

/// What is between two times that have to differ.
const STEP: Duration = Duration::from_nanos(1);

/// The old files of one file.
#[derive(Debug)]
pub(super) struct OldFiles {
    path: PathBuf,
    folder: PathBuf,
    /// What the names begin with: `spans.`.
    prefix: OsString,
    /// What they end with: `.jsonl`, or nothing.
    suffix: OsString,
}

impl OldFiles {
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        let no_file = || io::Error::new(io::ErrorKind::InvalidInput, "it names no file");
        let mut prefix = path.file_stem().ok_or_else(no_file)?.to_owned();
        prefix.push(".");
        let mut suffix = OsString::new();
        if let Some(extension) = path.extension() {
            suffix.push(".");
            suffix.push(extension);
        }
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
            _ => PathBuf::from("."),
        };
        Ok(Self {
            path: path.to_owned(),
            folder,
            prefix,
            suffix,
        })
    }

    /// Renames the file, so that a new one can be begun.
    pub(super) fn put_aside(&self, now: SystemTime) -> io::Result<()> {
        // Their order is that of their names, also when the clock was set back; and a name that is
        // later than all others is nobody's.
        let newest = self.newest_first()?.into_iter().next();
        let time = newest.map_or(now, |(newest, ..)| now.max(newest + STEP));
        let no_name = || io::Error::other("no name for a file is later than those that are there");
        fs::rename(&self.path, self.named(time).ok_or_else(no_name)?)
    }

    /// The name of a file that is put aside at this time. There is none after the year 9999.
    fn named(&self, time: SystemTime) -> Option<PathBuf> {
        // A clock may stand before 1970, and humantime panics at that.
        let time = humantime::format_rfc3339_nanos(time.max(SystemTime::UNIX_EPOCH));
        let mut text = String::new();
        write!(text, "{time}").ok()?;
        let mut name = self.prefix.clone();
        // Colons are no part of a name on Windows.
        name.push(text.replace(':', "-"));
        name.push(&self.suffix);
        Some(self.folder.join(name))
    }

    /// Deletes the oldest of them until what is left takes no more than `keep` bytes.
    pub(super) fn remove_beyond(&self, keep: u64) -> io::Result<()> {
        let mut kept = 0_u64;
        let mut result = Ok(());
        for (_, name, size) in self.newest_first()? {
            kept = kept.saturating_add(size);
            if kept > keep {
                match fs::remove_file(self.folder.join(name)) {
                    // Another process does the same.
                    Err(error) if error.kind() != io::ErrorKind::NotFound => result = Err(error),
                    _ => {}
                }
            }
        }
        result
    }

    /// Their times, names and sizes.
    fn newest_first(&self) -> io::Result<Vec<(SystemTime, OsString, u64)>> {
        let mut files = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            let name = entry.file_name();
            if let (Some(time), Ok(metadata)) = (self.time(&name), entry.metadata()) {
                files.push((time, name, metadata.len()));
            }
        }
        files.sort_unstable_by(|one, other| other.cmp(one));
        Ok(files)
    }

    /// When the file of this name was put aside, if it is one of them: nothing else is ever
    /// deleted.
    fn time(&self, name: &OsStr) -> Option<SystemTime> {
        let rest = name.as_encoded_bytes();
        let rest = rest.strip_prefix(self.prefix.as_encoded_bytes())?;
        let (date, time) = str::from_utf8(rest).ok()?.split_once('T')?;
        let (time, _) = time.split_once('Z')?;
        let time = format!("{date}T{}Z", time.replace('-', ":"));
        let time = humantime::parse_rfc3339(&time).ok()?;
        // What has the time in another form is not ours.
        self.named(time)?.ends_with(name).then_some(time)
    }
}

#[cfg(test)]
#[path = "old_tests.rs"]
mod tests;
