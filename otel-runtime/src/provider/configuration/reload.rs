//! Reading the configuration file again, without a restart.

use std::{fmt, path::PathBuf, sync::Arc};

use crate::diagnostics;
use crate::provider::{
    BackendHandle, Description, Error, ExporterSetting, Settings, Telemetry, TelemetryBuilder,
    process_environment,
    settings::{Configured, Source, Sourced},
};

/// What has to be kept to read the file again.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reloadable {
    /// What the code said, but for its exporters; none where there is no file.
    builder: Option<Arc<TelemetryBuilder>>,
    file: Option<PathBuf>,
    /// The exporters that the file has, and what of it they were made of.
    exporters: Vec<(u64, BackendHandle)>,
}

impl Reloadable {
    pub(crate) fn new(builder: TelemetryBuilder, file: PathBuf) -> Self {
        Self {
            builder: Some(Arc::new(builder)),
            file: Some(file),
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
    /// level and exporters follow it from now on, unless the code set them. An exporter of which
    /// nothing was changed in the file goes on as it is.
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
        let mut configuration = self.configuration();
        let Some(builder) = &configuration.reloadable.builder else {
            let allowed = "a telemetry that a configuration file has set up";
            return Err(Error::invalid("reload", "no configuration file", allowed));
        };
        let (mut settings, warnings) = builder.again().resolve(&process_environment)?;
        for warning in &warnings {
            diagnostics::warn(&warning.to_string());
        }
        let read = Description::new(&settings);
        let is_on = !self.core().disabled && !*settings.disabled;
        let (description, needs_restart) = configuration.description.reloaded(read, is_on);
        let mut reload = Reload {
            changed: Vec::new(),
            needs_restart,
        };
        if is_on {
            let known = &configuration.reloadable.exporters;
            let exporters =
                std::mem::replace(&mut settings.exporters, Sourced::default_value(Vec::new()));
            let exporters = self.reload_exporters(exporters, known, &mut reload)?;
            configuration.reloadable.exporters = exporters;
            let level =
                description.value("log level") != configuration.description.value("log level");
            if level && settings.log_level.source != Source::Code {
                diagnostics::set_level(*settings.log_level);
                reload
                    .changed
                    .push(format!("log level {}", settings.log_level.name()));
            }
            self.reload_sampler(&settings, &mut reload);
        }
        configuration.description = description;
        Ok(reload)
    }

    fn reload_sampler(&self, settings: &Settings, reload: &mut Reload) {
        let environment = self.core().environment.as_deref();
        let sampler = settings.sampler.value.clone().in_environment(environment);
        let is_new = self.sampler().to_string() != sampler.to_string();
        if is_new && settings.sampler.source != Source::Code {
            self.set_sampler(sampler.clone());
            reload
                .changed
                .push(format!("sampler {}", sampler.setting()));
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
