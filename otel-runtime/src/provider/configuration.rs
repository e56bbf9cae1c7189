//! What a telemetry was set up with, for questions and for setting it up again.

use std::sync::{MutexGuard, PoisonError};

#[cfg(feature = "config-file")]
use super::reload::Reloadable;
use super::{Description, Telemetry};

/// A telemetry's settings, as they are now.
#[derive(Clone, Debug, Default)]
pub(super) struct Configuration {
    pub(super) description: Description,
    #[cfg(feature = "config-file")]
    pub(super) reloadable: Reloadable,
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
            description.update(self.sampler().setting(), names.collect());
        }
        description
    }

    pub(super) fn configuration(&self) -> MutexGuard<'_, Configuration> {
        let configuration = self.owner.configuration.get().lock();
        configuration.unwrap_or_else(PoisonError::into_inner)
    }
}
