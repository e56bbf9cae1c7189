//! An `exporter` of a processor.

use super::{otlp, report::Report, section::At};
use crate::export::{Exporter, Protocol};

pub(super) fn read(at: &At<'_>, report: &mut Report) -> Option<Exporter> {
    let (name, value) = at.choice("exporter", report)?;
    match name {
        "otlp_http" => otlp::read(&value, Protocol::HttpProtobuf, report),
        "otlp_grpc" => otlp::read(&value, Protocol::Grpc, report),
        "console" => {
            if let Some(section) = value.section(report) {
                section.end(report);
            }
            console(at, report)
        }
        "otlp_file" => otlp_file(&value, report),
        _ => {
            let allowed = "otlp_http, otlp_grpc, otlp_file, console";
            at.wrong(
                report,
                format!("{name:?} is no exporter here; allowed: {allowed}"),
            );
            None
        }
    }
}

#[cfg(feature = "json")]
fn otlp_file(at: &At<'_>, report: &mut Report) -> Option<Exporter> {
    use crate::export::JsonLines;

    let mut section = at.section(report);
    let stream = section
        .as_mut()
        .and_then(|section| section.get("output_stream"));
    if let Some(section) = section {
        section.end(report);
    }
    let Some(stream) = stream else {
        return Some(JsonLines::stdout().into());
    };
    let text = stream.text(report)?;
    let path = text
        .strip_prefix("file://")
        .filter(|path| path.starts_with('/'));
    match path {
        Some(path) => Some(JsonLines::new(path).into()),
        None if *text == "stdout" => Some(JsonLines::stdout().into()),
        None => {
            stream.not_allowed("stdout, file:///path/to/file.jsonl", report);
            None
        }
    }
}

#[cfg(not(feature = "json"))]
fn otlp_file(at: &At<'_>, report: &mut Report) -> Option<Exporter> {
    at.wrong(report, "not in this build; build with the feature json");
    None
}

#[cfg(feature = "console")]
fn console(_: &At<'_>, _: &mut Report) -> Option<Exporter> {
    Some(crate::export::ConsoleExporter::stderr().into())
}

#[cfg(not(feature = "console"))]
fn console(at: &At<'_>, report: &mut Report) -> Option<Exporter> {
    at.wrong(report, "not in this build; build with the feature console");
    None
}
