//! An exporter as the user hands it over, and how it becomes a backend.

use std::{any::TypeId, fmt};

use opentelemetry_sdk::{Resource, trace::SpanExporter};

#[cfg(feature = "json")]
use super::JsonLines;
#[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
use super::Otlp;
use super::{
    BatchSettings, Recipe,
    foreign::{self, AnyExporter},
    logged::{ExportLog, Logged},
};
use crate::Error;

/// Where finished spans go: one of the runtime's own exporters, or any
/// `opentelemetry_sdk::trace::SpanExporter`.
///
/// Each gets a queue and a worker of its own, so that a slow, dead or panicking one costs the
/// others nothing. A `SpanExporter` that is not ours runs on a plain thread of its own, outside of
/// any async runtime.
///
/// ```
/// use otel_runtime::{BatchSettings, Exporter, Otlp};
///
/// let ours: Exporter = Otlp::http().endpoint("http://localhost:4318").into();
/// # #[derive(Debug)] struct Theirs;
/// # impl opentelemetry_sdk::trace::SpanExporter for Theirs {
/// #     async fn export(&self, _: Vec<opentelemetry_sdk::trace::SpanData>)
/// #         -> opentelemetry_sdk::error::OTelSdkResult { Ok(()) }
/// # }
/// let theirs = Exporter::from(Theirs).named("theirs").at_once();
/// assert_eq!(theirs.describe(), "theirs");
/// ```
pub struct Exporter {
    kind: Kind,
    name: String,
    batch: Option<BatchSettings>,
    at_once: bool,
    logged: bool,
}

enum Kind {
    #[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
    Otlp(Box<Otlp>),
    #[cfg(feature = "json")]
    Lines(JsonLines),
    Foreign(Box<dyn AnyExporter>),
}

impl Exporter {
    /// Gives the exporter a name for the start-up line and the ledger; by default an OTLP exporter
    /// is named by its endpoint, any other by its type.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// When batches are sealed and how much is held, for this exporter alone; by default what the
    /// telemetry says for all.
    #[must_use]
    pub fn batch(mut self, batch: BatchSettings) -> Self {
        self.batch = Some(batch);
        self
    }

    /// Hands spans over as soon as they have ended, instead of waiting for more: for a console, or
    /// for tests.
    #[must_use]
    pub fn at_once(mut self) -> Self {
        self.at_once = true;
        self
    }

    /// Says on stderr what becomes of each export, for debugging: one line with the exporter's name,
    /// the number of spans, where it is known the number of bytes (as OTLP protobuf, before
    /// compression), the duration and the result. An OTLP exporter says so of each attempt.
    ///
    /// ```text
    /// otel: export to otlp grpc http://localhost:4317: 512 spans, 81234 bytes, 3.2ms: acknowledged
    /// ```
    ///
    /// What is in the spans is not shown, nor are headers.
    #[must_use]
    pub fn logged(mut self) -> Self {
        self.logged = true;
        self
    }

    /// How the exporter is named: `otlp grpc http://localhost:4317`, `console`.
    #[must_use]
    pub fn describe(&self) -> &str {
        &self.name
    }

    /// When batches are sealed, where the exporter has its own settings.
    pub(crate) fn batch_settings(&self) -> Option<BatchSettings> {
        self.batch
    }

    /// What it takes to start the backend; `defaults` hold where the exporter has no settings of its
    /// own.
    pub(crate) fn recipe(
        self,
        resource: &Resource,
        defaults: BatchSettings,
    ) -> Result<Recipe, Error> {
        let mut settings = self.batch.unwrap_or(defaults);
        if self.at_once {
            settings.delay = std::time::Duration::ZERO;
        }
        settings.check()?;
        let log = self.logged.then(|| ExportLog::new(&self.name));
        let of_any = |name, exporter| any_recipe(name, settings, exporter, log.clone(), resource);
        match self.kind {
            #[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
            Kind::Otlp(mut otlp) => {
                otlp.log = log;
                Ok(Recipe::otlp(self.name, settings, otlp, resource))
            }
            #[cfg(feature = "json")]
            Kind::Lines(lines) => of_any(self.name, Box::new(lines.open()?)),
            Kind::Foreign(exporter) => of_any(self.name, exporter),
        }
    }
}

fn any_recipe(
    name: String,
    settings: BatchSettings,
    exporter: Box<dyn AnyExporter>,
    log: Option<ExportLog>,
    resource: &Resource,
) -> Result<Recipe, Error> {
    let exporter = match log {
        Some(log) => Box::new(Logged { exporter, log }),
        None => exporter,
    };
    let exporter = foreign::prepare(exporter, resource)
        .map_err(|panic| Error::not_started(format!("the exporter {name}"), panic))?;
    Ok(Recipe::foreign(name, settings, exporter))
}

impl fmt::Debug for Exporter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Exporter")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

impl<E: SpanExporter + 'static> From<E> for Exporter {
    fn from(exporter: E) -> Self {
        let live = live_name::<E>();
        Self {
            kind: Kind::Foreign(Box::new(exporter)),
            name: live.map_or_else(type_name::<E>, str::to_owned),
            batch: None,
            at_once: live.is_some(),
            logged: false,
        }
    }
}

/// The names of our own exporters that somebody watches: they get spans as soon as these end.
fn live_name<E: 'static>() -> Option<&'static str> {
    let exporter = TypeId::of::<E>();
    #[cfg(feature = "console")]
    if exporter == TypeId::of::<super::ConsoleExporter>() {
        return Some("console");
    }
    (exporter == TypeId::of::<super::MemoryExporter>()).then_some("memory")
}

#[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
impl From<Otlp> for Exporter {
    fn from(otlp: Otlp) -> Self {
        Self {
            name: otlp.describe(),
            batch: otlp.batch,
            kind: Kind::Otlp(Box::new(otlp)),
            at_once: false,
            logged: false,
        }
    }
}

#[cfg(feature = "json")]
impl From<JsonLines> for Exporter {
    fn from(lines: JsonLines) -> Self {
        Self {
            name: lines.describe(),
            batch: None,
            kind: Kind::Lines(lines),
            at_once: false,
            logged: false,
        }
    }
}

/// `crate_name::Type` of a type, without the modules between and without generics.
pub(super) fn type_name<T>() -> String {
    let full = std::any::type_name::<T>();
    let path = full.split('<').next().unwrap_or(full);
    match (path.split("::").next(), path.rsplit("::").next()) {
        (Some(krate), Some(name)) if krate != name => format!("{krate}::{name}"),
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic, clippy::unwrap_used)]

    use opentelemetry_sdk::{error::OTelSdkResult, trace::SpanData};

    use super::*;

    #[derive(Debug)]
    struct Panicking;

    impl SpanExporter for Panicking {
        fn set_resource(&mut self, _: &Resource) {
            panic!("no resource");
        }

        async fn export(&self, _: Vec<SpanData>) -> OTelSdkResult {
            Ok(())
        }
    }

    #[test]
    fn an_exporter_that_panics_at_its_resource_is_named() {
        let exporter = Exporter::from(Panicking).named("theirs");
        let resource = Resource::builder_empty().build();
        let error = exporter.recipe(&resource, BatchSettings::default());
        assert_eq!(
            error.unwrap_err().to_string(),
            "the exporter theirs could not be started: set_resource panicked: no resource"
        );
    }
}
