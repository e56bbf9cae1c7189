//! Reading the configuration file again, without a restart.

use std::{fmt, path::PathBuf, sync::Arc, time::Duration};

use super::changes::RELOAD_INTERVAL;

use crate::diagnostics;
use crate::provider::{
    BackendHandle, Description, Error, ExporterSetting, Settings, Telemetry, TelemetryBuilder,
    configuration::Configuration,
    process_environment,
    settings::{Configured, Source, Sourced},
};

/// What has to be kept to read the file again.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reloadable {
    /// What the code said, but for its exporters; none where there is no file.
    builder: Option<Arc<TelemetryBuilder>>,
    file: Option<PathBuf>,
    /// The sampler that the file had, or its default, in words; none where the code set it.
    sampler: Option<String>,
    /// What metrics were made of.
    #[cfg(feature = "metrics")]
    metrics: u64,
    /// The exporters that the file has, and what of it they were made of.
    exporters: Vec<(u64, BackendHandle)>,
}

impl Reloadable {
    /// `settings` are as they are in force.
    pub(crate) fn new(builder: TelemetryBuilder, settings: &Settings) -> Self {
        let Some(file) = &settings.file else {
            return Self::default();
        };
        Self {
            builder: Some(Arc::new(builder)),
            file: Some(file.value.clone()),
            sampler: sampler_of_file(settings),
            #[cfg(feature = "metrics")]
            metrics: settings.metrics.identity,
            exporters: Vec::new(),
        }
    }

    /// The file that was read.
    pub(crate) fn file(&self) -> Option<PathBuf> {
        self.file.clone()
    }

    /// Takes down which backend was made of what: both are in the order of the settings.
    pub(crate) fn started(&mut self, identities: Vec<u64>, backends: Vec<BackendHandle>) {
        self.exporters = identities.into_iter().zip(backends).collect();
    }
}

/// The sampler in words, unless the code set it.
fn sampler_of_file(settings: &Settings) -> Option<String> {
    let sampler = &settings.sampler;
    (sampler.source != Source::Code).then(|| sampler.to_string())
}

/// What reading the configuration file again has changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reload {
    /// What is another way now, in words; empty where the file says what it said before.
    pub changed: Vec<String>,
    /// The settings in the file that cannot change while the program runs, and are as they were.
    pub needs_restart: Vec<String>,
}

impl Reload {
    pub(crate) fn is_nothing(&self) -> bool {
        self.changed.is_empty() && self.needs_restart.is_empty()
    }
}

impl fmt::Display for Reload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.changed.is_empty() {
            f.write_str("nothing has changed")?;
        } else {
            f.write_str(&self.changed.join(", "))?;
        }
        if !self.needs_restart.is_empty() {
            write!(
                f,
                "; these need a restart: {}",
                self.needs_restart.join(", ")
            )?;
        }
        Ok(())
    }
}

impl Telemetry {
    /// Reads the configuration file again, and with it the variables that it refers to: sampler, log
    /// level, exporters and `reload_interval` follow it from now on, unless the code set them. An
    /// exporter of which nothing was changed in the file goes on as it is, and so does what the code
    /// has changed since, until the file says something else of it.
    ///
    /// No span is lost while switching: new exporters are there before old ones go, and an old one
    /// has 5 seconds to send what ended before. Spans keep the decision that their sampler made.
    ///
    /// # Errors
    /// When the telemetry was not set up by a file, when the file cannot be used, or a new exporter
    /// cannot be started. Then everything is as it was.
    ///
    /// ```no_run
    /// let telemetry = otel_runtime::init()?; // OTEL_CONFIG_FILE=otel.yaml
    /// match telemetry.reload() {
    ///     Ok(reload) => println!("{reload}"),
    ///     Err(error) => println!("otel.yaml is left as it was: {error}"),
    /// }
    /// # Ok::<(), otel_runtime::Error>(())
    /// ```
    pub fn reload(&self) -> Result<Reload, Error> {
        let _one_at_a_time = self.reloading();
        // Not held: what is new starts, and what is old ends, in its own time.
        let before = self.configuration().clone();
        let Some(builder) = &before.reloadable.builder else {
            let allowed = "a telemetry that a configuration file has set up";
            return Err(Error::invalid("reload", "no configuration file", allowed));
        };
        let (mut settings, warnings) = builder.again().resolve(&process_environment)?;
        for warning in &warnings {
            diagnostics::warn(&warning.to_string());
        }
        settings.settle_sampler(self.core().environment.as_deref());
        let read = Description::new(&settings);
        let is_on = !self.core().disabled && !*settings.disabled;
        let (description, mut needs_restart) = before.description.reloaded(read, is_on);
        let mask_key = "mask key".to_owned();
        if !settings.mask_key.is(&self.core().mask_key) && !needs_restart.contains(&mask_key) {
            needs_restart.push(mask_key);
        }
        #[cfg(feature = "metrics")]
        if settings.metrics.identity != before.reloadable.metrics
            && settings.metrics.exporters.source != Source::Code
            && !needs_restart.iter().any(|row| row.starts_with("metrics"))
        {
            needs_restart.push("metrics".to_owned());
        }
        let mut reload = Reload {
            changed: Vec::new(),
            needs_restart,
        };
        let mut reloadable = before.reloadable.clone();
        if is_on {
            let exporters =
                std::mem::replace(&mut settings.exporters, Sourced::default_value(Vec::new()));
            reloadable.exporters =
                self.reload_exporters(exporters, &reloadable.exporters, &mut reload)?;
            let is_other =
                |setting: &str| description.value(setting) != before.description.value(setting);
            if is_other("log level") && settings.log_level.source != Source::Code {
                diagnostics::set_level(*settings.log_level);
                let level = settings.log_level.name();
                reload.changed.push(format!("log level {level}"));
            }
            if is_other(RELOAD_INTERVAL) {
                let every = settings.reload_interval.as_ref().map(|every| every.value);
                self.reload_interval(every, &mut reload);
            }
            self.reload_sampler(&settings, &mut reloadable, &mut reload);
        }
        *self.configuration() = Configuration {
            description,
            reloadable,
        };
        Ok(reload)
    }

    /// A sampler that the code set meanwhile stays until the file says something else than before.
    fn reload_sampler(
        &self,
        settings: &Settings,
        reloadable: &mut Reloadable,
        reload: &mut Reload,
    ) {
        let read = sampler_of_file(settings);
        if read != reloadable.sampler {
            self.set_sampler(settings.sampler.value.clone());
            let sampler = settings.sampler.setting();
            reload.changed.push(format!("sampler {sampler}"));
        }
        reloadable.sampler = read;
    }

    fn reload_interval(&self, every: Option<Duration>, reload: &mut Reload) {
        let changed = match every {
            Some(every) => self.watch(every).map(|()| format!("{every:?}")),
            None => {
                self.end_watch();
                Ok("none".to_owned())
            }
        };
        match changed {
            Ok(every) => reload.changed.push(format!("{RELOAD_INTERVAL} {every}")),
            // What else has changed stays changed.
            Err(error) => diagnostics::warn(&error.to_string()),
        }
    }

    /// Adds the new exporters, and then removes those that the file no longer has.
    fn reload_exporters(
        &self,
        exporters: Sourced<Vec<ExporterSetting>>,
        known: &[(u64, BackendHandle)],
        reload: &mut Reload,
    ) -> Result<Vec<(u64, BackendHandle)>, Error> {
        if exporters.source == Source::Code {
            return Ok(Vec::new());
        }
        let mut old = known.to_vec();
        let mut running = Vec::new();
        let mut added = Vec::new();
        for exporter in exporters.value {
            let ExporterSetting::Configured(Configured {
                exporter, identity, ..
            }) = exporter
            else {
                continue;
            };
            if let Some(same) = old.iter().position(|(known, _)| *known == identity) {
                running.push(old.swap_remove(same));
                continue;
            }
            match self.add_exporter(exporter) {
                Ok(backend) => {
                    added.push(backend.clone());
                    running.push((identity, backend));
                }
                Err(error) => {
                    added.iter().for_each(|backend| self.remove(backend));
                    return Err(error);
                }
            }
        }
        let mut changed = |what: &str, backend: &BackendHandle| {
            reload.changed.push(format!("{what} {}", backend.name()));
        };
        added.iter().for_each(|backend| changed("added", backend));
        for (_, backend) in &old {
            self.remove(backend);
            changed("removed", backend);
        }
        Ok(running)
    }

    fn remove(&self, backend: &BackendHandle) {
        // Losses were warned of where they happened, and are in the ledger.
        let _ = self.remove_exporter(backend);
    }
}
