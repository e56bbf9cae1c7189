//! Who produces the spans, as the variables say.

use opentelemetry::KeyValue;

use super::{
    super::settings::{
        Detection, Detector, ENVIRONMENT, ResourceSettings, SERVICE_NAME, SERVICE_VERSION, Source,
        Sourced, Warning,
    },
    percent,
    reader::Reader,
};

const ATTRIBUTES: &str = "OTEL_RESOURCE_ATTRIBUTES";
const DETECTORS: &str = "OTEL_RUST_RESOURCE_DETECTORS";

pub(super) fn read(reader: &mut Reader<'_>, resource: &mut ResourceSettings) {
    // The specification discards the whole value when a part of it is wrong.
    let attributes = reader.parsed(
        ATTRIBUTES,
        "key=value pairs separated by commas, other commas and percent signs percent-encoded",
        "no attribute of it",
        |text| percent::pairs(text).collect::<Option<Vec<_>>>(),
    );
    if let Some(attributes) = attributes {
        resource.set_all(attributes.value, attributes.source);
    }
    // A variable of its own beats the entry of the list.
    for (name, key) in [
        ("OTEL_SERVICE_NAME", SERVICE_NAME),
        ("OTEL_SERVICE_VERSION", SERVICE_VERSION),
        ("OTEL_DEPLOYMENT_ENVIRONMENT", ENVIRONMENT),
    ] {
        if let Some(value) = reader.sourced(name) {
            resource.set(value.map(|value| KeyValue::new(key, value)));
        }
    }
    resource.detection.overlay(detection(reader));
}

/// What is to be detected. The specification has no variable for that; this one is named as it
/// asks for those of a language.
fn detection(reader: &mut Reader<'_>) -> Option<Sourced<Detection>> {
    let text = reader.text(DETECTORS)?;
    if cfg!(not(feature = "resource-detectors")) {
        reader.warnings.push(Warning::NotRead {
            setting: DETECTORS.into(),
            advice: "build with the feature resource-detectors".into(),
        });
        return None;
    }
    let detectors = if text.eq_ignore_ascii_case("all") {
        let all = Detector::NAMES.iter().map(|(_, one)| *one).collect();
        Sourced::new(all, Source::Variable(DETECTORS))
    } else {
        reader.list(DETECTORS, Detector::NAMES, "no detector")?
    };
    Some(detectors.map(|detectors| Detection {
        detectors,
        ..Detection::default()
    }))
}
