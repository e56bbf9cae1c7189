//! Reading the configuration file again whenever it changes.

use std::{
    fs::Metadata,
    path::{Path, PathBuf},
    sync::{
        Arc, MutexGuard, PoisonError, Weak,
        mpsc::{self, Receiver, RecvTimeoutError, Sender},
    },
    thread,
    time::{Duration, SystemTime},
};

use opentelemetry::Context;

use super::changes::RELOAD_INTERVAL;
use crate::diagnostics::{say, warn};
use crate::provider::{Error, Telemetry, telemetry::Owner};

impl Telemetry {
    /// Looks at the configuration file every so often, and does what [`reload`](Self::reload) does
    /// when it was changed, which is told in a line on stderr. A file that cannot be used is told in
    /// a warning, once, and everything stays as it was. Ends with the telemetry; asking again
    /// changes the time. There is no watch in a child made by `fork`.
    ///
    /// The file itself can ask for it, by `reload_interval`, in milliseconds, under
    /// `distribution.otel-runtime`, and change it; what is asked for here beats it.
    ///
    /// # Errors
    /// When the telemetry was not set up by a file, the time is zero, or the thread cannot be
    /// started.
    ///
    /// ```no_run
    /// use std::time::Duration;
    ///
    /// let telemetry = otel_runtime::init()?; // OTEL_CONFIG_FILE=otel.yaml
    /// telemetry.reload_on_change(Duration::from_secs(5))?;
    /// # Ok::<(), otel_runtime::Error>(())
    /// ```
    pub fn reload_on_change(&self, every: Duration) -> Result<(), Error> {
        let _no_reload = self.reloading();
        self.watch(every)?;
        let every = format!("{every:?}");
        let mut configuration = self.configuration();
        configuration.description.set_later(RELOAD_INTERVAL, &every);
        Ok(())
    }

    /// Looks at the file so often from now on.
    pub(crate) fn watch(&self, every: Duration) -> Result<(), Error> {
        let Some(path) = self.configuration().reloadable.file() else {
            let allowed = "a telemetry that a configuration file has set up";
            return Err(Error::invalid(
                "reload_on_change",
                "no configuration file",
                allowed,
            ));
        };
        if every.is_zero() {
            return Err(Error::invalid(
                "reload_on_change",
                "0 s",
                "more than no time",
            ));
        }
        let (sender, ended) = mpsc::channel();
        let watch = Watch {
            // The first look reads the file, which may have changed since it was read.
            seen: None,
            path,
            every,
            telemetry: self.weak(),
            ended,
        };
        let started = thread::Builder::new().name("otel-reload".to_owned());
        let started = started.spawn(move || watch.run());
        started.map_err(|error| Error::not_started("the watch for the file", error))?;
        // It ends when the other end goes: with this telemetry, or when another takes over.
        *self.watching() = Some(sender);
        Ok(())
    }

    pub(super) fn end_watch(&self) {
        *self.watching() = None;
    }

    fn of(owner: Arc<Owner>) -> Self {
        Self { owner }
    }

    fn weak(&self) -> Weak<Owner> {
        Arc::downgrade(&self.owner)
    }

    fn watching(&self) -> MutexGuard<'_, Option<Sender<()>>> {
        let watch = self.owner.watch.lock();
        watch.unwrap_or_else(PoisonError::into_inner)
    }
}

struct Watch {
    path: PathBuf,
    seen: Option<Seen>,
    every: Duration,
    telemetry: Weak<Owner>,
    ended: Receiver<()>,
}

/// What tells one state of a file from another.
#[derive(Clone, Copy, PartialEq)]
struct Seen {
    modified: Option<SystemTime>,
    bytes: u64,
    #[cfg(unix)]
    inode: u64,
}

impl Seen {
    /// `None` where there is no file.
    fn of(path: &Path) -> Option<Self> {
        let metadata: Metadata = std::fs::metadata(path).ok()?;
        Some(Self {
            modified: metadata.modified().ok(),
            bytes: metadata.len(),
            #[cfg(unix)]
            inode: std::os::unix::fs::MetadataExt::ino(&metadata),
        })
    }
}

impl Watch {
    fn run(mut self) {
        let _suppressed = Context::enter_telemetry_suppressed_scope();
        while self.ended.recv_timeout(self.every) == Err(RecvTimeoutError::Timeout) {
            let seen = Seen::of(&self.path);
            if seen == self.seen {
                continue;
            }
            self.seen = seen;
            let Some(owner) = self.telemetry.upgrade() else {
                return;
            };
            match Telemetry::of(owner).reload() {
                Ok(reload) if reload.is_nothing() => {}
                Ok(reload) => say(&format!("otel: {}: {reload}", self.path.display())),
                Err(error) => {
                    let error = error.to_string().replace("\n  ", "; ");
                    warn(&format!("everything stays as it was: {error}"));
                }
            }
        }
    }
}
