use super::{
    super::settings::{Settings, Source},
    test_support::{quiet, warned},
};

fn attribute(settings: &Settings, key: &str) -> Option<(String, Source)> {
    let found = settings.resource.get(key)?;
    Some((found.value.value.to_string(), found.source))
}

#[test]
fn attributes_are_decoded() {
    let settings = quiet(&[("OTEL_RESOURCE_ATTRIBUTES", "team=a%2Cb,empty=,team=c%20d")]);
    let source = Source::Variable("OTEL_RESOURCE_ATTRIBUTES");
    assert_eq!(
        attribute(&settings, "team"),
        Some(("c d".to_owned(), source))
    );
    assert_eq!(attribute(&settings, "empty"), Some((String::new(), source)));
    assert_eq!(settings.resource.service_name.source, Source::Default);
}

#[test]
fn a_variable_of_its_own_beats_the_list() {
    let list = (
        "OTEL_RESOURCE_ATTRIBUTES",
        "service.name=listed,deployment.environment.name=listed",
    );
    let settings = quiet(&[list]);
    assert_eq!(*settings.resource.service_name, "listed");
    assert_eq!(
        settings.resource.service_name.source,
        Source::Variable(list.0)
    );
    let settings = quiet(&[
        list,
        ("OTEL_SERVICE_NAME", "own"),
        ("OTEL_DEPLOYMENT_ENVIRONMENT", "production"),
        ("OTEL_SERVICE_VERSION", "1.2"),
    ]);
    assert_eq!(*settings.resource.service_name, "own");
    assert_eq!(
        attribute(&settings, "deployment.environment.name"),
        Some((
            "production".to_owned(),
            Source::Variable("OTEL_DEPLOYMENT_ENVIRONMENT")
        ))
    );
    assert_eq!(
        attribute(&settings, "service.version"),
        Some(("1.2".to_owned(), Source::Variable("OTEL_SERVICE_VERSION")))
    );
    assert_eq!(settings.resource.attributes.len(), 2);
}

#[test]
fn a_broken_list_is_discarded_whole() {
    for broken in ["a=1,b", "a=1,=2", "a=%zz"] {
        let settings = warned(
            &[("OTEL_RESOURCE_ATTRIBUTES", broken)],
            &[
                "OTEL_RESOURCE_ATTRIBUTES",
                broken,
                "key=value",
                "no attribute of it",
            ],
        );
        assert!(settings.resource.attributes.is_empty());
    }
}

#[test]
fn an_empty_service_name_in_the_list_is_none() {
    let settings = quiet(&[("OTEL_RESOURCE_ATTRIBUTES", "service.name=,a=1")]);
    assert_eq!(settings.resource.service_name.source, Source::Default);
    assert_eq!(settings.resource.attributes.len(), 1);
}

#[cfg(feature = "resource-detectors")]
#[test]
fn detectors_are_asked_for_by_name() {
    use super::super::settings::Detector;

    let detectors = |text| {
        let settings = quiet(&[("OTEL_RUST_RESOURCE_DETECTORS", text)]);
        settings.resource.detection.value.detectors
    };
    assert_eq!(detectors(""), []);
    assert_eq!(detectors("none"), []);
    assert_eq!(detectors("os,host"), [Detector::Os, Detector::Host]);
    assert_eq!(detectors("ALL").len(), 5);
    warned(
        &[("OTEL_RUST_RESOURCE_DETECTORS", "moon")],
        &[
            "=\"moon\"",
            "container, host, k8s, os, process",
            "no detector",
        ],
    );
}

#[cfg(not(feature = "resource-detectors"))]
#[test]
fn detectors_that_are_not_compiled_in_are_said() {
    warned(
        &[("OTEL_RUST_RESOURCE_DETECTORS", "host")],
        &["OTEL_RUST_RESOURCE_DETECTORS", "feature resource-detectors"],
    );
}
