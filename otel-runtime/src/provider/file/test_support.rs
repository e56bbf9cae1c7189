//! Reads settings from a text.

use std::path::Path;

use super::super::{Error, settings::Settings};

/// The variables of the tests.
pub(super) fn variables(name: &str) -> Option<String> {
    let value = match name {
        "NAME" => "checkout",
        "NUMBER" => "7",
        "RATIO" => "0.25",
        "SECRET" => "hunter2",
        "OTEL_SERVICE_NAME" => "by-variable",
        // None of these may count.
        "OTEL_SDK_DISABLED" => "true",
        "OTEL_TRACES_SAMPLER" => "always_off",
        "OTEL_TRACES_EXPORTER" => "none",
        "OTEL_RESOURCE_ATTRIBUTES" => "a=variable",
        _ => return None,
    };
    Some(value.to_owned())
}

/// The settings and the texts of the warnings.
pub(super) fn read(text: &str) -> (Settings, Vec<String>) {
    match super::parse(Path::new("otel.yaml"), text, &variables, &[]) {
        Ok((settings, warnings)) => (settings, warnings.iter().map(ToString::to_string).collect()),
        Err(error) => panic!("{error}\n{text}"),
    }
}

/// The settings, where nothing is to be warned of.
pub(super) fn quiet(text: &str) -> Settings {
    let (settings, warnings) = read(text);
    assert_eq!(warnings, [""; 0]);
    settings
}

/// The mistakes, each with its place.
pub(super) fn mistakes(text: &str) -> Vec<String> {
    match super::parse(Path::new("otel.yaml"), text, &variables, &[]) {
        Err(Error::InvalidConfiguration { file, mistakes }) => {
            assert_eq!(file, Path::new("otel.yaml"));
            assert!(!mistakes.is_empty(), "refused without a reason:\n{text}");
            mistakes
        }
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("this was taken:\n{text}"),
    }
}

/// A file with these lines in `tracer_provider`, from line 3 on, and a processor after them.
pub(super) fn tracer(lines: &str) -> String {
    format!(
        "file_format: \"1.0\"\ntracer_provider:\n{lines}  processors:\n    - simple: \
         {{exporter: {{console: }}}}\n"
    )
}

/// A file with these lines in `resource`, from line 3 on.
pub(super) fn resource(lines: &str) -> String {
    format!("file_format: \"1.0\"\nresource:\n{lines}")
}
