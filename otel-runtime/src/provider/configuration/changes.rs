//! A description after something was changed while the program ran.

use super::describe::{Description, NONE, Row};
use crate::escape::escaped;

/// The source of what the code changed later.
const LATER: &str = "code, while it ran";

/// How often the file is looked at.
#[cfg(feature = "config-file")]
pub(super) const RELOAD_INTERVAL: &str = "reload interval";

/// The settings that a file may change while the program runs.
#[cfg(feature = "config-file")]
const RELOADED: [&str; 5] = [
    "log level",
    "sampler",
    "exporter",
    "exporter batches",
    RELOAD_INTERVAL,
];

impl Row {
    fn later(setting: &str, value: &str) -> Self {
        Self {
            setting: setting.to_owned(),
            value: escaped(value).into_owned(),
            source: LATER.to_owned(),
        }
    }
}

impl Description {
    /// What the code says now of a setting.
    pub(super) fn set_later(&mut self, setting: &str, value: &str) {
        let row = Row::later(setting, value);
        match self.rows.iter_mut().find(|old| old.setting == setting) {
            Some(old) if old.value == row.value => {}
            Some(old) => *old = row,
            None => self.rows.push(row),
        }
    }

    /// What `set_sampler`, `add_exporter` and `remove_exporter` have changed since.
    pub(super) fn update(&mut self, sampler: &str, mut backends: Vec<String>) {
        self.set_later("sampler", sampler);
        if backends.is_empty() {
            backends.push(NONE.to_owned());
        }
        let mut removed = false;
        self.rows.retain(|row| {
            if row.setting == "exporter" {
                let found = backends.iter().position(|name| row.value == escaped(name));
                removed = found.is_none();
                found.map(|found| backends.remove(found));
            }
            !(removed && row.setting.starts_with("exporter"))
        });
        let added = backends.iter().map(|name| Row::later("exporter", name));
        self.rows.extend(added);
    }
}

#[cfg(feature = "config-file")]
impl Description {
    pub(super) fn value(&self, setting: &str) -> Option<&str> {
        let row = self.rows.iter().find(|row| row.setting == setting);
        row.map(|row| row.value.as_str())
    }

    /// These settings after the file was read again, and which of it needs a restart. Where tracing
    /// is off, or is to be off, everything does.
    pub(super) fn reloaded(&self, read: Self, is_on: bool) -> (Self, Vec<String>) {
        let is_reloaded = |row: &Row| is_on && RELOADED.contains(&row.setting.as_str());
        let mut old = self.rows.clone();
        let mut rows = Vec::new();
        let mut needs_restart: Vec<String> = Vec::new();
        let mut stays = |row: &Row| {
            if !needs_restart.contains(&row.setting) {
                needs_restart.push(row.setting.clone());
            }
        };
        for row in read.rows {
            if row.is_exporter_of_code() {
                rows.extend(old.extract_if(.., |old| old.is_exporter_of_code()));
                continue;
            }
            if row.is_metrics() && row.source == "code" {
                rows.extend(old.extract_if(.., |old| old.is_metrics()));
                continue;
            }
            let before = old.iter().position(|old| old.setting == row.setting);
            match before.map(|before| old.remove(before)) {
                Some(before) if before.source == LATER => rows.push(before),
                _ if is_reloaded(&row) => rows.push(row),
                Some(before) if before.value == row.value => rows.push(row),
                // An id that is made at each reading.
                Some(before) if before.is_default() && row.is_default() => rows.push(before),
                Some(before) => {
                    stays(&row);
                    rows.push(before);
                }
                None => stays(&row),
            }
        }
        for before in old {
            if before.source == LATER {
                rows.push(before);
            } else if !is_reloaded(&before) {
                stays(&before);
                rows.push(before);
            }
        }
        (Self { rows }, needs_restart)
    }
}

#[cfg(feature = "config-file")]
impl Row {
    /// Nobody has set it.
    fn is_default(&self) -> bool {
        self.source == "default"
    }

    /// What the code gave cannot have changed, and is not known when the file is read again.
    fn is_exporter_of_code(&self) -> bool {
        self.setting.starts_with("exporter") && self.source == "code"
    }

    /// Where metrics go, or how.
    fn is_metrics(&self) -> bool {
        self.setting.starts_with("metrics")
    }
}
