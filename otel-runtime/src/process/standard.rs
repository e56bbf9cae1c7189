//! Standard output and standard error, also in a child made by `fork`.
//!
//! The standard library has a lock around each. A child in whose parent another thread held one
//! would wait for it for ever, so a child writes past it.

use std::{
    fs::File,
    io::{self, Write},
};

/// Standard error, each text in one piece.
#[derive(Debug)]
pub(crate) struct Stderr;

impl Write for Stderr {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        match past_the_lock(&io::stderr())? {
            Some(mut file) => file.write_all(text)?,
            None => io::stderr().write_all(text)?,
        }
        Ok(text.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Writes a text to standard output, in one piece and at once.
#[cfg(feature = "json")]
pub(crate) fn write_stdout(text: &[u8]) -> io::Result<()> {
    if let Some(mut file) = past_the_lock(&io::stdout())? {
        return file.write_all(text);
    }
    let mut stdout = io::stdout().lock();
    stdout.write_all(text)?;
    stdout.flush()
}

/// The stream by another way, where its lock may be held by a thread that is not there.
#[cfg(unix)]
fn past_the_lock(stream: &impl std::os::fd::AsFd) -> io::Result<Option<File>> {
    if super::number() == 0 {
        return Ok(None);
    }
    let own = stream.as_fd().try_clone_to_owned()?;
    Ok(Some(own.into()))
}

#[cfg(not(unix))]
fn past_the_lock<S>(_: &S) -> io::Result<Option<File>> {
    Ok(None)
}
