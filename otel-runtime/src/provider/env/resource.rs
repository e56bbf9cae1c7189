//! Who produces the spans, as the variables say.

use opentelemetry::KeyValue;

use super::{
    super::settings::{
        ENVIRONMENT, ResourceSettings, SERVICE_NAME, SERVICE_VERSION, Source, Sourced,
    },
    percent,
    reader::Reader,
};

const ATTRIBUTES: &str = "OTEL_RESOURCE_ATTRIBUTES";

pub(super) fn read(reader: &mut Reader<'_>, resource: &mut ResourceSettings) {
    // The specification discards the whole value when a part of it is wrong.
    let attributes = reader.parsed(
        ATTRIBUTES,
        "key=value pairs separated by commas, other commas and percent signs percent-encoded",
        "no attribute of it",
        |text| percent::pairs(text).collect::<Option<Vec<_>>>(),
    );
    for (key, value) in attributes
        .map(|attributes| attributes.value)
        .unwrap_or_default()
    {
        if key == SERVICE_NAME && value.is_empty() {
            continue;
        }
        let attribute = KeyValue::new(key, value);
        resource.set(Sourced::new(attribute, Source::Variable(ATTRIBUTES)));
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
}
