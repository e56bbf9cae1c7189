//! The effective settings in words, each with where it came from.

use std::fmt;

#[cfg(feature = "config-file")]
use super::changes::RELOAD_INTERVAL;
use crate::provider::settings::{ExporterSetting, Header, OtlpSettings, Settings, Source, Sourced};
use crate::{
    escape::escaped,
    export::{BatchSettings, Exporter},
};

/// What is shown for nothing at all.
pub(super) const NONE: &str = "none";

/// What a telemetry was set up with, and where each value came from: a variable, a line of the
/// configuration file, the code, a detector, or nobody. For people to read; the form of the text is
/// not promised.
///
/// No secret is in it: of headers only the names, of URLs neither user nor query, and of the key of
/// masks only whether it was given.
///
/// ```
/// let telemetry = otel_runtime::Telemetry::builder().service("checkout").build()?;
/// let text = telemetry.describe().to_string();
/// assert!(text.lines().any(|line| line.starts_with("service.name") && line.ends_with("code")));
/// # Ok::<(), otel_runtime::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Description {
    pub(super) rows: Vec<Row>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) setting: String,
    pub(super) value: String,
    pub(super) source: String,
}

impl Description {
    pub(crate) fn new(settings: &Settings) -> Self {
        let mut rows = Rows {
            settings,
            rows: Vec::new(),
        };
        rows.general();
        rows.resource();
        rows.exporters();
        #[cfg(feature = "metrics")]
        rows.metrics();
        rows.batches();
        rows.limits();
        Self { rows: rows.rows }
    }

    /// Somebody else's provider has settings of its own.
    pub(crate) fn adopted() -> Self {
        let row = Row {
            setting: "provider".to_owned(),
            value: "adopted".to_owned(),
            source: Source::Code.to_string(),
        };
        Self { rows: vec![row] }
    }
}

/// One line for each setting: its name, its value, its source.
impl fmt::Display for Description {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = |part: fn(&Row) -> &str| {
            let widths = self.rows.iter().map(|row| part(row).chars().count());
            widths.max().unwrap_or_default()
        };
        let names = width(|row| &row.setting);
        let values = width(|row| &row.value).min(60);
        for (index, row) in self.rows.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            let Row {
                setting,
                value,
                source,
            } = row;
            write!(f, "{setting:names$}  {value:values$}  {source}")?;
        }
        Ok(())
    }
}

/// Gathers the lines.
pub(super) struct Rows<'s> {
    pub(super) settings: &'s Settings,
    rows: Vec<Row>,
}

impl Rows<'_> {
    pub(super) fn push(&mut self, setting: &str, value: impl fmt::Display, source: Source) {
        let source = match (source, &self.settings.file) {
            #[cfg(feature = "config-file")]
            (Source::File(line), Some(file)) => format!("{}:{line}", file.value.display()),
            (source, _) => source.to_string(),
        };
        self.rows.push(Row {
            setting: escaped(setting).into_owned(),
            value: escaped(&value.to_string()).into_owned(),
            source: escaped(&source).into_owned(),
        });
    }

    pub(super) fn set<T: fmt::Display>(&mut self, setting: &str, value: &Sourced<T>) {
        self.push(setting, &value.value, value.source);
    }

    fn general(&mut self) {
        let settings = self.settings;
        if let Some(file) = &settings.file {
            self.push("configuration file", file.value.display(), file.source);
        }
        #[cfg(feature = "config-file")]
        if let Some(every) = &settings.reload_interval {
            self.push(RELOAD_INTERVAL, format!("{:?}", every.value), every.source);
        }
        let tracing = match (*settings.disabled, settings.disabled.source) {
            (true, Source::Default) => "off, for want of a tracer_provider",
            (true, _) => "off",
            (false, _) => "on",
        };
        self.push("tracing", tracing, settings.disabled.source);
        let level = &settings.log_level;
        self.push("log level", level.name(), level.source);
        let sampler = &settings.sampler;
        self.push("sampler", sampler.setting(), sampler.source);
        if let Some(tail) = &settings.tail.value {
            self.push("tail sampling", tail, settings.tail.source);
        }
        let names = settings.propagators.iter().map(|one| one.name());
        let propagators = list(names);
        self.push("propagators", propagators, settings.propagators.source);
        let key = match settings.mask_key.source {
            Source::Default => "random, of this process",
            _ => "given",
        };
        self.push("mask key", key, settings.mask_key.source);
    }

    fn resource(&mut self) {
        let resource = &self.settings.resource;
        self.set("service.name", &resource.service_name);
        for attribute in &resource.attributes {
            let (key, value) = (attribute.key.as_str(), &attribute.value.value);
            self.push(key, value, attribute.source);
        }
        if let Some(url) = &resource.schema_url {
            self.set("schema url", url);
        }
    }

    fn exporters(&mut self) {
        let exporters = &self.settings.exporters;
        if exporters.is_empty() {
            self.push("exporter", NONE, exporters.source);
        }
        for exporter in exporters.iter() {
            match exporter {
                ExporterSetting::Console => self.push("exporter", "console", exporters.source),
                ExporterSetting::Otlp => self.otlp(exporters.source),
                #[cfg(feature = "config-file")]
                ExporterSetting::Configured(configured) => {
                    let source = Source::File(configured.line);
                    self.exporter(&configured.exporter, source);
                }
                ExporterSetting::Given(exporter) => self.exporter(exporter, exporters.source),
            }
        }
    }

    fn exporter(&mut self, exporter: &Exporter, source: Source) {
        self.push("exporter", exporter.describe(), source);
        if let Some(batch) = exporter.batch_settings() {
            let BatchSettings {
                delay, max_spans, ..
            } = batch;
            let queue = batch
                .queue_spans
                .map(|spans| format!(", at most {spans} waiting"));
            let queue = queue.unwrap_or_default();
            let batches = format!("{max_spans} spans or {delay:?}{queue}");
            self.push("exporter batches", batches, source);
        }
    }

    fn otlp(&mut self, source: Source) {
        let otlp = &self.settings.otlp;
        self.push("exporter", otlp.exporter_name(), source);
        self.otlp_settings("otlp", otlp);
    }

    /// How a signal goes by OTLP.
    pub(super) fn otlp_settings(&mut self, prefix: &str, otlp: &OtlpSettings) {
        let mut push = |setting, value: &dyn fmt::Display, source| {
            self.push(&format!("{prefix} {setting}"), value, source);
        };
        let protocol = &otlp.protocol;
        push("protocol", &protocol.name(), protocol.source);
        push("endpoint", &otlp.shown_endpoint(), otlp.endpoint.source);
        let names = otlp.headers.iter().map(|Header { name, .. }| name.as_str());
        push("headers", &list(names), otlp.headers.source);
        let compression = format!("{:?}", *otlp.compression).to_lowercase();
        push("compression", &compression, otlp.compression.source);
        let timeout = format!("{:?}", *otlp.timeout);
        push("timeout", &timeout, otlp.timeout.source);
        let given = |is_given| if is_given { "given" } else { NONE };
        let roots = given(otlp.roots.is_some());
        push("certificates", &roots, otlp.roots.source);
        let identity = given(otlp.identity.is_some());
        push("client certificate", &identity, otlp.identity.source);
    }

    /// What holds for exporters that have no settings of their own.
    fn batches(&mut self) {
        #[cfg(feature = "config-file")]
        if let Some(ExporterSetting::Configured(_)) = self.settings.exporters.first() {
            return;
        }
        let batch = &self.settings.batch;
        for (setting, time) in [
            ("batch delay", &batch.delay),
            ("batch export_timeout", &batch.export_timeout),
            ("batch max_elapsed_time", &batch.max_elapsed_time),
        ] {
            self.push(setting, format!("{:?}", time.value), time.source);
        }
        for (setting, size) in [
            ("batch max_spans", &batch.max_spans),
            ("batch max_bytes", &batch.max_bytes),
            ("batch queue_bytes", &batch.queue_bytes),
        ] {
            self.set(setting, size);
        }
        let queue = limit(batch.queue_spans.value);
        self.push("batch queue_spans", queue, batch.queue_spans.source);
    }

    fn limits(&mut self) {
        let limits = &self.settings.limits;
        let length = &limits.attribute_value_length;
        self.push(
            "limit attribute_value_length",
            limit(length.value),
            length.source,
        );
        for (setting, count) in [
            ("limit attributes", &limits.attributes),
            ("limit events", &limits.events),
            ("limit links", &limits.links),
            ("limit attributes_per_event", &limits.attributes_per_event),
            ("limit attributes_per_link", &limits.attributes_per_link),
        ] {
            self.set(setting, count);
        }
    }
}

/// Names as they are shown.
pub(super) fn list<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let names: Vec<_> = names.collect();
    if names.is_empty() {
        NONE.to_owned()
    } else {
        names.join(",")
    }
}

fn limit<T: fmt::Display>(limit: Option<T>) -> String {
    limit.map_or_else(|| NONE.to_owned(), |limit| limit.to_string())
}

#[cfg(all(test, feature = "console", feature = "otlp-http"))]
mod tests {
    use crate::provider::{Description, env::test_support::quiet};

    fn rows(variables: &[(&str, &str)]) -> Vec<String> {
        let text = Description::new(&quiet(variables)).to_string();
        let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
        text.lines().map(words).collect()
    }

    #[test]
    fn each_setting_has_its_value_and_its_source() {
        let rows = rows(&[
            ("OTEL_SERVICE_NAME", "checkout"),
            ("OTEL_RESOURCE_ATTRIBUTES", "team=a"),
            ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://me:hunter2@host:4318"),
            ("OTEL_EXPORTER_OTLP_HEADERS", "api-key=hunter2"),
            ("OTEL_SPAN_EVENT_COUNT_LIMIT", "7"),
        ]);
        for row in [
            "tracing on default",
            "log level info default",
            "sampler parentbased_always_on default",
            "propagators tracecontext,baggage default",
            "service.name checkout OTEL_SERVICE_NAME",
            "team a OTEL_RESOURCE_ATTRIBUTES",
            "exporter otlp http http://host:4318/v1/traces OTEL_EXPORTER_OTLP_ENDPOINT",
            "otlp endpoint http://host:4318/v1/traces OTEL_EXPORTER_OTLP_ENDPOINT",
            "otlp headers api-key OTEL_EXPORTER_OTLP_HEADERS",
            "otlp compression none default",
            "batch delay 5s default",
            "limit events 7 OTEL_SPAN_EVENT_COUNT_LIMIT",
            "mask key random, of this process default",
        ] {
            assert!(rows.iter().any(|found| found == row), "{row}: {rows:#?}");
        }
        let secret = rows.iter().find(|row| row.contains("hunter2"));
        assert_eq!(secret, None);
    }

    #[test]
    fn a_value_stays_on_its_line() {
        let rows = rows(&[("OTEL_SERVICE_NAME", "a\nb\u{1b}[31m")]);
        let service = rows.iter().find(|row| row.starts_with("service.name"));
        let expected = "service.name a\\nb\\u{1b}[31m OTEL_SERVICE_NAME";
        assert_eq!(service.map(String::as_str), Some(expected));
    }
}
