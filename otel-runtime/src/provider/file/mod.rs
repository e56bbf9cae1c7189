//! The declarative configuration of OpenTelemetry: one YAML file in place of the variables.
//!
//! A file is read as a whole or not at all: all mistakes are gathered, each with its line. What the
//! format allows and nothing here can honour, such as the sections of other signals, is a warning
//! with its line.

#[cfg(feature = "metrics")]
mod aggregation;
mod exporter;
#[cfg(feature = "metrics")]
mod meter;
#[cfg(all(test, feature = "default", feature = "metrics"))]
mod meter_tests;
#[cfg(feature = "metrics")]
mod metric_exporter;
#[cfg(all(test, feature = "default"))]
mod mistakes_tests;
mod node;
mod otlp;
mod processors;
#[cfg(feature = "prometheus")]
mod prometheus;
#[cfg(feature = "metrics")]
mod readers;
mod report;
mod resource;
#[cfg(all(test, feature = "default"))]
mod resource_tests;
mod root;
mod rules;
mod sampler;
#[cfg(all(test, feature = "default"))]
mod sampler_tests;
mod section;
mod substitute;
mod tail;
#[cfg(all(test, feature = "default"))]
mod test_support;
#[cfg(all(test, feature = "default"))]
mod tests;
#[cfg(feature = "metrics")]
mod views;
#[cfg(all(test, feature = "default", feature = "metrics"))]
mod views_tests;
mod yaml;
#[cfg(test)]
mod yaml_tests;

use std::{
    fs::File,
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use super::{
    Error,
    settings::{Settings, Sourced, Warning},
};
use crate::propagation::Propagator;
use report::{Remark, Report};

/// Files are a few kilobytes.
const LARGEST_FILE: usize = 1 << 20;

/// Reads a file.
pub(super) fn read(
    file: Sourced<PathBuf>,
    variables: &dyn Fn(&str) -> Option<String>,
    registered: &[Propagator],
) -> Result<(Settings, Vec<Warning>), Error> {
    let path = file.value.as_path();
    let unreadable = |reason: String| Error::InvalidConfiguration {
        file: path.to_owned(),
        mistakes: vec![reason],
    };
    let text = read_text(path).map_err(|error| unreadable(error.to_string()))?;
    let (mut settings, warnings) = parse(path, &text, variables, registered)?;
    settings.file = Some(file);
    Ok((settings, warnings))
}

/// Reads no more than tells that it is too much: not every file knows its length.
fn read_text(path: &Path) -> io::Result<String> {
    let mut bytes = Vec::new();
    let file = File::open(path)?;
    file.take(LARGEST_FILE as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > LARGEST_FILE {
        return Err(io::Error::other(format!("more than {LARGEST_FILE} bytes")));
    }
    String::from_utf8(bytes).map_err(io::Error::other)
}

/// Reads a file's text.
pub(crate) fn parse(
    path: &Path,
    text: &str,
    variables: &dyn Fn(&str) -> Option<String>,
    registered: &[Propagator],
) -> Result<(Settings, Vec<Warning>), Error> {
    let mut report = Report::default();
    let settings = yaml::parse(text, variables, &mut report)
        .map(|root| root::read(&root, variables, registered, &mut report));
    report
        .mistakes
        .sort_by_key(|mistake| (mistake.mark.line, mistake.mark.column));
    match settings {
        Some(settings) if report.mistakes.is_empty() => {
            let warning = |remark| warning(path, remark);
            Ok((settings, report.remarks.into_iter().map(warning).collect()))
        }
        _ => Err(Error::InvalidConfiguration {
            file: path.to_owned(),
            mistakes: report.mistakes.iter().map(ToString::to_string).collect(),
        }),
    }
}

fn warning(path: &Path, remark: Remark) -> Warning {
    let line = remark.mark.line;
    Warning::NotRead {
        setting: format!("{}:{line}: {}", path.display(), remark.path).into(),
        advice: remark.text.into(),
    }
}
