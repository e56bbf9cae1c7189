//! What a telemetry was set up with, for questions and for setting it up again.

use super::Description;
#[cfg(feature = "config-file")]
use super::reload::Reloadable;

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
