//! Reads settings from a list of variables.

use super::super::settings::Settings;

/// The settings and the texts of the warnings for these variables.
pub(in crate::provider) fn read(variables: &[(&str, &str)]) -> (Settings, Vec<String>) {
    let text = |name: &str| {
        let found = variables.iter().find(|(key, _)| *key == name);
        found.map(|(_, value)| (*value).to_owned())
    };
    let (settings, warnings) = super::read(&text, &[]);
    (settings, warnings.iter().map(ToString::to_string).collect())
}

/// The settings, where nothing is to be warned of.
pub(in crate::provider) fn quiet(variables: &[(&str, &str)]) -> Settings {
    let (settings, warnings) = read(variables);
    assert_eq!(warnings, [""; 0]);
    settings
}

/// The settings and the one warning, which must name all of `parts`.
pub(in crate::provider) fn warned(variables: &[(&str, &str)], parts: &[&str]) -> Settings {
    let (settings, warnings) = read(variables);
    let [warning] = warnings.as_slice() else {
        panic!("one warning expected: {warnings:?}")
    };
    for part in parts {
        assert!(warning.contains(part), "{part:?} is not in {warning:?}");
    }
    settings
}
