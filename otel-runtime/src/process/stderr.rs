//! Standard error, also in a child made by `fork`.

use std::io::{self, Write};

/// Standard error, each text in one piece.
///
/// The standard library has a lock around it. A child in whose parent another thread held that lock
/// would wait for it for ever, so a child writes past it.
#[derive(Debug)]
pub(crate) struct Stderr;

impl Write for Stderr {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        #[cfg(unix)]
        if super::number() > 0 {
            use std::{fs::File, os::fd::AsFd};
            let own = io::stderr().as_fd().try_clone_to_owned()?;
            File::from(own).write_all(text)?;
            return Ok(text.len());
        }
        io::stderr().write_all(text)?;
        Ok(text.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
