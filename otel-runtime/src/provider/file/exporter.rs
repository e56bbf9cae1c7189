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
        _ => {
            let allowed = "otlp_http, otlp_grpc, console";
            at.wrong(
                report,
                format!("{name:?} is no exporter here; allowed: {allowed}"),
            );
            None
        }
    }
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
