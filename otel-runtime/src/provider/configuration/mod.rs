//! What a telemetry was set up with, for questions and for setting it up again.

mod changes;
mod describe;
#[cfg(feature = "metrics")]
mod metrics;
#[cfg(feature = "config-file")]
mod reload;
mod startup;
#[cfg(feature = "config-file")]
mod watch;

pub use describe::Description;
#[cfg(feature = "config-file")]
pub use reload::Reload;
#[cfg(feature = "config-file")]
pub(crate) use reload::Reloadable;
pub(crate) use startup::startup_line;

use std::sync::{MutexGuard, PoisonError};

use crate::provider::Telemetry;

/// A telemetry's settings, as they are now.
#[derive(Clone, Debug, Default)]
pub(crate) struct Configuration {
    pub(crate) description: Description,
    #[cfg(feature = "config-file")]
    pub(crate) reloadable: Reloadable,
}

impl From<Description> for Configuration {
    fn from(description: Description) -> Self {
        Self {
            description,
            #[cfg(feature = "config-file")]
            reloadable: Reloadable::default(),
        }
    }
}

impl Telemetry {
    /// The settings that are in force, and where each came from.
    #[must_use]
    pub fn describe(&self) -> Description {
        let mut description = self.configuration().description.clone();
        let running = self.running();
        if !running.has_ended() && self.core().adopted.is_none() {
            let backends = self.backends();
            let names = backends.iter().map(|backend| backend.name().to_owned());
            description.update(&self.sampler().setting(), names.collect());
        }
        description
    }

    /// Held while the file is read again.
    #[cfg(feature = "config-file")]
    fn reloading(&self) -> MutexGuard<'_, ()> {
        let reloading = self.owner.reloading.get().lock();
        reloading.unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn configuration(&self) -> MutexGuard<'_, Configuration> {
        let configuration = self.owner.configuration.get().lock();
        configuration.unwrap_or_else(PoisonError::into_inner)
    }
}
