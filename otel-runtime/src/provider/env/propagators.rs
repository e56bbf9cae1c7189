//! The formats of headers, as `OTEL_PROPAGATORS` says.

use super::{
    super::settings::{Source, Sourced},
    reader::Reader,
};
use crate::propagation::Propagator;

const PROPAGATORS: &str = "OTEL_PROPAGATORS";

/// A comma list of names, each taken once; `none` alone is an empty list. One warning names all that
/// are not known, or not in this build.
pub(super) fn read(
    reader: &mut Reader<'_>,
    registered: &[Propagator],
) -> Option<Sourced<Vec<Propagator>>> {
    let text = reader.text(PROPAGATORS)?;
    let known = || Propagator::ALL.iter().chain(registered);
    let mut taken: Vec<Propagator> = Vec::new();
    let mut refused = Vec::new();
    let names: Vec<&str> = text
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .collect();
    if names.len() == 1 && names[0].eq_ignore_ascii_case("none") {
        return Some(Sourced::new(taken, Source::Variable(PROPAGATORS)));
    }
    if names.is_empty() {
        refused.push(text.as_str());
    }
    for name in names {
        match known().find(|one| one.name().eq_ignore_ascii_case(name)) {
            Some(found) if taken.contains(found) => {}
            Some(found) => taken.push(found.clone()),
            None => refused.push(name),
        }
    }
    if !refused.is_empty() {
        let allowed = format!(
            "a comma-separated list of {}; or none alone{}",
            join(known()),
            hint(&refused)
        );
        let used = if taken.is_empty() {
            format!("the default {}", join(Propagator::DEFAULT.iter()))
        } else {
            join(taken.iter())
        };
        reader.warn(PROPAGATORS, refused.join(","), allowed, used);
    }
    (!taken.is_empty()).then(|| Sourced::new(taken, Source::Variable(PROPAGATORS)))
}

/// What is to be said of names that the specification has and we have not.
pub(in crate::provider) fn hint(refused: &[&str]) -> String {
    let is = |name: &str| refused.iter().any(|one| one.eq_ignore_ascii_case(name));
    let mut hint = String::new();
    if is("xray") {
        hint.push_str(" (xray needs the feature `xray`)");
    }
    if is("ottrace") {
        hint.push_str(" (ottrace is deprecated and not supported)");
    }
    hint
}

fn join<'a>(propagators: impl Iterator<Item = &'a Propagator>) -> String {
    propagators
        .map(Propagator::name)
        .collect::<Vec<_>>()
        .join(", ")
}
