#![allow(clippy::unwrap_used)]

use opentelemetry::{StringValue, Value};

use super::{
    super::settings::Source,
    test_support::{quiet, resource},
};

#[test]
fn attributes_have_types() {
    let settings = quiet(&resource(
        "  attributes:
    - {name: text, value: 1.10}
    - {name: given, value: x, type: string}
    - {name: truth, value: true, type: bool}
    - {name: whole, value: 0x10, type: int}
    - {name: part, value: 2, type: double}
    - {name: texts, value: [a, 1], type: string_array}
    - {name: wholes, value: [1, 2], type: int_array}
    - {name: parts, value: [1, 2.5], type: double_array}
    - {name: truths, value: [true], type: bool_array}
  schema_url: https://example.com/1.0
",
    ));
    for (key, expected) in [
        ("text", Value::from("1.10")),
        ("given", Value::from("x")),
        ("truth", Value::from(true)),
        ("whole", Value::from(16)),
        ("part", Value::from(2.0)),
        (
            "texts",
            Value::Array(vec![StringValue::from("a"), "1".into()].into()),
        ),
        ("wholes", Value::Array(vec![1, 2].into())),
        ("parts", Value::Array(vec![1.0, 2.5].into())),
        ("truths", Value::Array(vec![true].into())),
    ] {
        let found = settings.resource.get(key).unwrap();
        assert_eq!(found.value.value, expected, "{key}");
    }
    let resource = settings.resource.resource();
    assert_eq!(resource.schema_url(), Some("https://example.com/1.0"));
}

#[test]
fn the_detector_of_the_service_reads_its_variable() {
    let detectors = "  detection/development:\n    detectors: [{service: }]\n";
    let settings = quiet(&resource(detectors));
    assert_eq!(*settings.resource.service_name, "by-variable");
    let source = Source::Variable("OTEL_SERVICE_NAME");
    assert_eq!(settings.resource.service_name.source, source);
    let named = format!("{detectors}  attributes: [{{name: service.name, value: by-file}}]\n");
    assert_eq!(*quiet(&resource(&named)).resource.service_name, "by-file");
    let settings = quiet(&resource("  attributes_list: a=1\n"));
    assert_eq!(settings.resource.service_name.source, Source::Default);
}

#[cfg(feature = "resource-detectors")]
#[test]
fn detectors_and_their_attributes_are_chosen() {
    use super::super::settings::Detector;

    let settings = quiet(&resource(
        "  detection:
    attributes: {included: [process.*, host.*], excluded: [host.id]}
    detectors:
      - host:
      - process:
      - container:
      - k8s:
",
    ));
    let detection = settings.resource.detection.value;
    let expected = [
        Detector::Host,
        Detector::Os,
        Detector::Process,
        Detector::Container,
        Detector::Kubernetes,
    ];
    assert_eq!(detection.detectors, expected);
    assert_eq!(detection.included.unwrap(), ["process.*", "host.*"]);
    assert_eq!(detection.excluded, ["host.id"]);
}

#[cfg(not(feature = "resource-detectors"))]
#[test]
fn detectors_that_are_not_compiled_in_are_said_with_their_line() {
    use super::test_support::read;

    let (_, warnings) = read(&resource("  detection:\n    detectors: [{host: }]\n"));
    let expected = "otel.yaml:4: resource.detection is not read; build with the feature \
                    resource-detectors";
    assert_eq!(warnings, [expected]);
}
