//! W3C baggage: the header `baggage`.

use opentelemetry::{
    Context,
    baggage::{Baggage, BaggageExt},
    propagation::{Extractor, Injector},
};

use super::{blanks::trimmed, budget::Budget, ignored::Ignored, percent};

const BAGGAGE: &str = "baggage";
pub(super) const FIELDS: [&str; 1] = [BAGGAGE];

/// Writes the members in the order of their keys; one that does not fit is left out and counted.
pub(super) fn inject(cx: &Context, injector: &mut dyn Injector) {
    let mut header = String::new();
    let mut budget = Budget::default();
    for (key, value, metadata) in members(cx) {
        let before = header.len();
        if before > 0 {
            header.push(',');
        }
        let start = header.len();
        header.push_str(key);
        header.push('=');
        percent::encode(value, &mut header);
        percent::encode_properties(metadata, &mut header);
        if !budget.take(header.len() - start) {
            header.truncate(before);
            Ignored::Baggage.count();
        }
    }
    if !header.is_empty() {
        injector.set(BAGGAGE, header);
    }
}

/// The baggage as key, value and metadata, in the order of the keys.
pub(super) fn members(cx: &Context) -> Vec<(&str, &str, &str)> {
    let members = cx.baggage().iter();
    let mut members: Vec<_> = members
        .map(|(key, (value, metadata))| (key.as_str(), value.as_str(), metadata.as_str()))
        .collect();
    members.sort_unstable();
    members
}

/// Reads the members of all the headers of that name, as one list.
pub(super) fn extract(cx: &Context, headers: &dyn Extractor) -> Option<Context> {
    let mut baggage = Baggage::new();
    let mut budget = Budget::default();
    let values = headers.get_all(BAGGAGE)?;
    let listed = values.iter().flat_map(|value| value.split(','));
    for member in listed.map(trimmed) {
        if member.is_empty() {
            continue;
        }
        let parsed = parse(member).filter(|_| budget.take(member.len()));
        let Some((key, value, metadata)) = parsed else {
            Ignored::Baggage.count();
            continue;
        };
        let value = percent::decode(value).into_owned();
        let before = baggage.insert_with_metadata(key.to_owned(), value, metadata);
        if before.is_some() {
            Ignored::Baggage.count();
        }
    }
    (!baggage.is_empty()).then(|| cx.with_baggage(baggage))
}

/// The key, the encoded value and the properties of one member.
fn parse(member: &str) -> Option<(&str, &str, &str)> {
    let (pair, properties) = match member.split_once(';') {
        Some((pair, properties)) => (pair, Some(properties)),
        None => (member, None),
    };
    let (key, value) = pair.split_once('=')?;
    let (key, value) = (trimmed(key), trimmed(value));
    let allowed =
        percent::is_token(key) && percent::is_value(value) && properties.is_none_or(are_properties);
    allowed.then(|| (key, value, trimmed(properties.unwrap_or(""))))
}

/// Whether it is a list of names and `name=value`, parted by semicolons.
fn are_properties(text: &str) -> bool {
    text.split(';').all(|property| {
        let (name, value) = property.split_once('=').unwrap_or((property, ""));
        percent::is_token(trimmed(name)) && percent::is_value(trimmed(value))
    })
}
