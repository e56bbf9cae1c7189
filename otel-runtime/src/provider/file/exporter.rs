//! An `exporter` of a processor.

use super::{
    otlp::{self, More},
    report::Report,
    section::At,
};
use crate::export::{Exporter, Protocol, Signal};

pub(super) fn read(at: &At<'_>, report: &mut Report) -> Option<Exporter> {
    let (name, value) = at.choice("exporter", report)?;
    let no_more: More<'_> = &mut |_, _| {};
    match name {
        "otlp_http" => otlp::read(
            &value,
            Protocol::HttpProtobuf,
            Signal::Traces,
            no_more,
            report,
        ),
        "otlp_grpc" => otlp::read(&value, Protocol::Grpc, Signal::Traces, no_more, report),
        "console" => {
            if let Some(section) = value.section(report) {
                section.end(report);
            }
            console(at, report)
        }
        "otlp_file" => otlp_file(&value, no_more, report),
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
pub(super) fn otlp_file<T: From<crate::JsonLines>>(
    at: &At<'_>,
    more: More<'_>,
    report: &mut Report,
) -> Option<T> {
    use crate::export::JsonLines;

    let mut stream = None;
    if let Some(mut section) = at.section(report) {
        stream = section.get("output_stream");
        more(&mut section, report);
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
pub(super) fn otlp_file<T>(at: &At<'_>, _: More<'_>, report: &mut Report) -> Option<T> {
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
