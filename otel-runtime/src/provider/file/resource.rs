//! The section `resource`.

use opentelemetry::{Array, KeyValue, StringValue, Value};

use super::{
    node::{self, Scalar},
    report::Report,
    section::At,
};
use crate::provider::{
    env::pairs,
    settings::{Detection, Detector, ResourceSettings, SERVICE_NAME, Source, Sourced},
};

pub(super) fn read(
    at: &At<'_>,
    variables: &dyn Fn(&str) -> Option<String>,
    resource: &mut ResourceSettings,
    report: &mut Report,
) {
    let Some(mut section) = at.section(report) else {
        return;
    };
    // The weaker ones first.
    if let Some(list) = section.get("attributes_list") {
        read_list(&list, resource, report);
    }
    if let Some(list) = section.get("attributes") {
        for item in list.list(report) {
            if let Some(attribute) = read_attribute(&item, report) {
                resource.set(Sourced::new(attribute, item.source()));
            }
        }
    }
    if let Some(detection) = section.get("detection") {
        read_detection(&detection, variables, resource, report);
    }
    if let Some(url) = section.get("schema_url").and_then(|at| at.text(report)) {
        resource.schema_url = Some(url.map(str::to_owned));
    }
    section.end(report);
}

fn read_list(list: &At<'_>, resource: &mut ResourceSettings, report: &mut Report) {
    let Some(text) = list.text(report) else {
        return;
    };
    let Some(attributes) = pairs(&text).collect::<Option<Vec<_>>>() else {
        let allowed = "key=value pairs separated by commas, other commas and percent signs \
                       percent-encoded";
        list.wrong(report, format!("a broken list; allowed: {allowed}"));
        return;
    };
    resource.set_all(attributes, list.source());
}

fn read_attribute(item: &At<'_>, report: &mut Report) -> Option<KeyValue> {
    let mut section = item.section(report)?;
    let name = section
        .required("name", report)
        .and_then(|name| name.text(report));
    let kind = section
        .get("type")
        .and_then(|kind| kind.name(TYPES, report));
    let value = section.required("value", report);
    section.end(report);
    let (name, value) = (name?.value, value?);
    if name.is_empty() {
        item.wrong(report, "the name is empty");
        return None;
    }
    if name == SERVICE_NAME && is_blank(&value) {
        value.not_allowed("the name of the service", report);
        return None;
    }
    let kind = kind.map_or(Type::Text, |kind| kind.value);
    Some(KeyValue::new(name.to_owned(), typed(&value, kind, report)?))
}

fn is_blank(value: &At<'_>) -> bool {
    matches!(&value.node.value, node::Value::Scalar(scalar) if scalar.text.trim().is_empty())
}

#[derive(Clone, Copy)]
enum Type {
    Text,
    Boolean,
    Integer,
    Number,
    Texts,
    Booleans,
    Integers,
    Numbers,
}

const TYPES: &[(&str, Type)] = &[
    ("string", Type::Text),
    ("bool", Type::Boolean),
    ("int", Type::Integer),
    ("double", Type::Number),
    ("string_array", Type::Texts),
    ("bool_array", Type::Booleans),
    ("int_array", Type::Integers),
    ("double_array", Type::Numbers),
];

fn typed(at: &At<'_>, kind: Type, report: &mut Report) -> Option<Value> {
    const BOOLEAN: &str = "true, false";
    const INTEGER: &str = "a whole number";
    const NUMBER: &str = "a number";
    let text = |scalar: &Scalar| Some(StringValue::from(scalar.text.clone()));
    Some(match kind {
        Type::Text => Value::String(at.typed("a text", report, text)?.value),
        Type::Boolean => Value::Bool(at.typed(BOOLEAN, report, Scalar::boolean)?.value),
        Type::Integer => Value::I64(at.typed(INTEGER, report, Scalar::integer)?.value),
        Type::Number => Value::F64(at.typed(NUMBER, report, Scalar::number)?.value),
        Type::Texts => Value::Array(Array::String(all(at, "a text", report, text)?)),
        Type::Booleans => Value::Array(Array::Bool(all(at, BOOLEAN, report, Scalar::boolean)?)),
        Type::Integers => Value::Array(Array::I64(all(at, INTEGER, report, Scalar::integer)?)),
        Type::Numbers => Value::Array(Array::F64(all(at, NUMBER, report, Scalar::number)?)),
    })
}

fn all<T>(
    at: &At<'_>,
    allowed: &str,
    report: &mut Report,
    read: impl Fn(&Scalar) -> Option<T>,
) -> Option<Vec<T>> {
    let items = at.list(report);
    let item = |item: At<'_>| Some(item.typed(allowed, report, &read)?.value);
    items.into_iter().map(item).collect()
}

fn read_detection(
    at: &At<'_>,
    variables: &dyn Fn(&str) -> Option<String>,
    resource: &mut ResourceSettings,
    report: &mut Report,
) {
    let Some(mut section) = at.section(report) else {
        return;
    };
    let mut detection = Detection::default();
    if let Some(attributes) = section.get("attributes")
        && let Some(mut section) = attributes.section(report)
    {
        let included = section.get("included").map(|list| texts(&list, report));
        detection.included = included;
        if let Some(list) = section.get("excluded") {
            detection.excluded = texts(&list, report);
        }
        section.end(report);
    }
    for item in section
        .get("detectors")
        .map(|list| list.list(report))
        .unwrap_or_default()
    {
        if let Some((name, value)) = item.choice("detector", report) {
            if let Some(section) = value.section(report) {
                section.end(report);
            }
            match name {
                // The id of the instance is always there.
                "service" => name_service(variables, resource),
                "host" => detection.detectors.extend([Detector::Host, Detector::Os]),
                _ => match Detector::NAMES.iter().find(|(known, _)| *known == name) {
                    Some((_, detector)) => detection.detectors.push(*detector),
                    None => {
                        let allowed = "container, host, k8s, os, process, service";
                        let text = format!("{name:?} is no detector here; allowed: {allowed}");
                        item.wrong(report, text);
                    }
                },
            }
        }
    }
    if let Some(entities) = section.get("entities_enabled")
        && entities.boolean(report).is_some_and(|enabled| *enabled)
    {
        report.remark(
            entities.mark(),
            &entities.path,
            "there are no entities here",
        );
    }
    section.end(report);
    if cfg!(not(feature = "resource-detectors")) && !detection.detectors.is_empty() {
        let text = "build with the feature resource-detectors";
        report.remark(at.mark(), &at.path, text);
        detection.detectors.clear();
    }
    resource.detection = Sourced::new(detection, at.source());
}

/// The detector `service` reads the one variable that a file leaves in force.
fn name_service(variables: &dyn Fn(&str) -> Option<String>, resource: &mut ResourceSettings) {
    const NAME: &str = "OTEL_SERVICE_NAME";
    let name = variables(NAME).filter(|name| !name.trim().is_empty());
    if let Some(name) = name
        && resource.service_name.source == Source::Default
    {
        resource.service_name = Sourced::new(name.trim().to_owned(), Source::Variable(NAME));
    }
}

pub(super) fn texts(list: &At<'_>, report: &mut Report) -> Vec<String> {
    let items = list.list(report);
    let text = |item: At<'_>| Some(item.text(report)?.value.to_owned());
    items.into_iter().filter_map(text).collect()
}
