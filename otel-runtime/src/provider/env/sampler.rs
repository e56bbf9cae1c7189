//! The sampler, as `OTEL_TRACES_SAMPLER` and its argument say.

use super::{super::settings::Sourced, reader::Reader};
use crate::sampling::Sampler;

const SAMPLER: &str = "OTEL_TRACES_SAMPLER";
const ARGUMENT: &str = "OTEL_TRACES_SAMPLER_ARG";

#[derive(Clone, Copy, PartialEq)]
enum Root {
    AlwaysOn,
    AlwaysOff,
    Ratio,
}

/// Each name, whether it is parent-based, and its sampler for roots.
const KNOWN: [(&str, (bool, Root)); 6] = [
    ("always_on", (false, Root::AlwaysOn)),
    ("always_off", (false, Root::AlwaysOff)),
    ("traceidratio", (false, Root::Ratio)),
    ("parentbased_always_on", (true, Root::AlwaysOn)),
    ("parentbased_always_off", (true, Root::AlwaysOff)),
    ("parentbased_traceidratio", (true, Root::Ratio)),
];

/// What the specification names besides: samplers that ask a server of their own.
const LEFT_OUT: [&str; 3] = ["jaeger_remote", "parentbased_jaeger_remote", "xray"];

const DEFAULT: &str = "the default parentbased_always_on";

pub(super) fn read(reader: &mut Reader<'_>) -> Option<Sourced<Sampler>> {
    let text = reader.text(SAMPLER);
    let unset = text.is_none();
    let is_left_out = |text: &String| LEFT_OUT.iter().any(|name| name.eq_ignore_ascii_case(text));
    if let Some(text) = text.filter(is_left_out) {
        let names: Vec<_> = KNOWN.iter().map(|(name, _)| *name).collect();
        let allowed = format!(
            "{}; samplers that ask a server of their own ({}) are left out",
            names.join(", "),
            LEFT_OUT.join(", ")
        );
        reader.warn(SAMPLER, text, allowed, DEFAULT);
        return None;
    }
    let Some(named) = reader.choice(SAMPLER, &KNOWN, DEFAULT) else {
        if let Some(argument) = reader.text(ARGUMENT).filter(|_| unset) {
            // Who set only the argument believes to be sampling.
            let allowed = "a ratio where OTEL_TRACES_SAMPLER is traceidratio or \
                           parentbased_traceidratio, and it is not set";
            reader.warn(ARGUMENT, argument, allowed, DEFAULT);
        }
        return None;
    };
    let (parent_based, root) = *named;
    let root = match root {
        Root::AlwaysOn => Sampler::AlwaysOn,
        Root::AlwaysOff => Sampler::AlwaysOff,
        Root::Ratio => read_ratio(reader)?,
    };
    Some(named.map(|_| {
        if parent_based {
            Sampler::parent_based(root)
        } else {
            root
        }
    }))
}

fn read_ratio(reader: &mut Reader<'_>) -> Option<Sampler> {
    let ratio = reader.parsed(ARGUMENT, "a number from 0 to 1", "the default 1", |text| {
        Sampler::ratio(text.parse().ok()?).ok()
    });
    match ratio {
        Some(ratio) => Some(ratio.value),
        None => Sampler::ratio(1.0).ok(),
    }
}
