//! From settings to a running telemetry.

use opentelemetry::global;

#[cfg(feature = "config-file")]
use crate::provider::configuration::Reloadable;
use crate::{
    collector, diagnostics,
    export::{Exporter, Recipe},
    propagation::Composite,
    provider::{
        Core, Description, Error, ExporterSetting, OtlpSettings, Settings, Telemetry,
        TelemetryBuilder,
        configuration::Configuration,
        process_environment,
        running::{Defaults, Running},
        set_global, startup_line,
    },
    span::install_panic_hook,
};

/// Sets tracing up from the environment and makes it global: `OTEL_*` variables, and with none of
/// them the tree of traces on stderr.
///
/// Prints one line on stderr that names service, exporters, sampler and propagators.
///
/// # Errors
///
/// When an exporter cannot be started. A variable with a value that cannot be used is a warning on
/// stderr, and its default is used.
///
/// ```no_run
/// let telemetry = otel_runtime::init()?;
/// # Ok::<(), otel_runtime::Error>(())
/// ```
pub fn init() -> Result<Telemetry, Error> {
    Telemetry::builder().install()
}

impl TelemetryBuilder {
    /// Starts the telemetry and makes it global: for `#[traced]`, for `opentelemetry::global` and
    /// for its propagators, and for metrics if it exports any. Prints the line that says what goes
    /// where.
    ///
    /// # Errors
    ///
    /// When a setting cannot be used, or an exporter or a thread cannot be started.
    pub fn install(self) -> Result<Telemetry, Error> {
        let (telemetry, settings, line) = self.start()?;
        diagnostics::say(&line);
        set_global(Some(telemetry.core()));
        global::set_text_map_propagator(Composite::new(&settings.propagators, &settings.baggage));
        if !*settings.disabled {
            global::set_tracer_provider(telemetry.provider());
        }
        #[cfg(feature = "metrics")]
        match telemetry.meter_provider() {
            Some(provider) => global::set_meter_provider(provider),
            None => telemetry.observe(&*global::meter_provider()),
        }
        Ok(telemetry)
    }

    /// Starts the telemetry without making it global: for [`Telemetry::scope`],
    /// [`Telemetry::layer`](crate::Telemetry) and [`Telemetry::provider`].
    ///
    /// # Errors
    ///
    /// When a setting cannot be used, or an exporter or a thread cannot be started.
    pub fn build(self) -> Result<Telemetry, Error> {
        self.start().map(|(telemetry, ..)| telemetry)
    }

    fn start(self) -> Result<(Telemetry, Settings, String), Error> {
        #[cfg(feature = "config-file")]
        let again = self.again();
        let (mut settings, warnings) = self.resolve(&process_environment)?;
        settings.apply_log_level();
        for warning in &warnings {
            diagnostics::warn(&warning.to_string());
        }
        let environment = settings.resource.environment();
        settings.settle_sampler(environment.as_deref());
        let line = startup_line(&settings);
        let configuration = Configuration {
            description: Description::new(&settings),
            #[cfg(feature = "config-file")]
            reloadable: Reloadable::new(again, &settings),
        };
        #[cfg(feature = "config-file")]
        let identities = settings.identities();
        let core = Core::leak(Core {
            limits: settings.limits.span_limits(),
            mask_key: settings.mask_key.value.clone(),
            environment,
            propagator: Some(Composite::new(&settings.propagators, &settings.baggage)),
            tail: *settings.tail,
            disabled: *settings.disabled,
            ..Core::new(settings.sampler.value.clone())
        });
        let is_off = *settings.disabled;
        #[cfg(feature = "metrics")]
        let is_nothing = is_off && !settings.has_metrics_alone();
        #[cfg(not(feature = "metrics"))]
        let is_nothing = is_off;
        if is_nothing {
            let telemetry = Telemetry::disabled(core, defaults(&settings), configuration);
            return Ok((telemetry, settings, line));
        }
        let defaults = defaults(&settings);
        let recipes = match is_off {
            true => Vec::new(),
            false => recipes(&mut settings, &defaults)?,
        };
        let running = Running::new(core, recipes, defaults);
        #[cfg(feature = "metrics")]
        let running = running.with_metrics(&mut settings.metrics)?;
        if !is_off {
            collector::add(core, running.start()?)
                .map_err(|error| Error::not_started("the collector thread", error))?;
            install_panic_hook();
        }
        let telemetry = Telemetry::new(running, configuration);
        #[cfg(feature = "metrics")]
        if let Some(provider) = telemetry.meter_provider() {
            telemetry.observe(&provider);
        }
        #[cfg(feature = "config-file")]
        {
            let backends = telemetry.backends();
            let mut configuration = telemetry.configuration();
            configuration.reloadable.started(identities, backends);
        }
        #[cfg(feature = "config-file")]
        if let Some(every) = &settings.reload_interval {
            telemetry.watch(every.value)?;
        }
        Ok((telemetry, settings, line))
    }
}

fn defaults(settings: &Settings) -> Defaults {
    Defaults {
        resource: settings.resource.resource(),
        batch: settings.batch.batch_settings(),
    }
}

fn recipes(settings: &mut Settings, defaults: &Defaults) -> Result<Vec<Recipe>, Error> {
    let Defaults { resource, batch } = defaults;
    let otlp = &settings.otlp;
    let exporters = std::mem::take(&mut settings.exporters.value);
    let recipe = |exporter| exporter_of(exporter, otlp)?.recipe(resource, *batch);
    exporters.into_iter().map(recipe).collect()
}

#[cfg_attr(
    not(any(feature = "otlp-grpc", feature = "otlp-http")),
    expect(unused_variables, reason = "the settings of what is not compiled in")
)]
fn exporter_of(setting: ExporterSetting, otlp: &OtlpSettings) -> Result<Exporter, Error> {
    match setting {
        ExporterSetting::Given(exporter) => Ok(exporter),
        #[cfg(feature = "config-file")]
        ExporterSetting::Configured(configured) => Ok(configured.exporter),
        #[cfg(feature = "console")]
        ExporterSetting::Console => Ok(crate::export::ConsoleExporter::stderr().into()),
        #[cfg(not(feature = "console"))]
        ExporterSetting::Console => Err(Error::not_started(
            "the console",
            "feature `console` is off",
        )),
        #[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
        ExporterSetting::Otlp => Ok(otlp.otlp().into()),
        #[cfg(not(any(feature = "otlp-grpc", feature = "otlp-http")))]
        ExporterSetting::Otlp => Err(Error::not_started(
            "OTLP",
            "features `otlp-grpc` and `otlp-http` are off",
        )),
    }
}
