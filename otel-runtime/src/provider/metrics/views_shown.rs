//! Views in words, for the description of a telemetry.

use std::fmt;

use super::{CardinalityLimits, Selector, View, Views};
use crate::pattern::Pattern;

/// Everything that makes a difference, so that another reading of a file can be compared.
impl fmt::Display for Views {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts: Vec<String> = self.views.iter().map(ToString::to_string).collect();
        if self.limits != CardinalityLimits::default() {
            let CardinalityLimits { default, by_kind } = &self.limits;
            let default = default.map(|limit| format!("any {limit}"));
            let by_kind = by_kind
                .iter()
                .map(|(kind, limit)| format!("{kind:?} {limit}"));
            let limits: Vec<String> = default.into_iter().chain(by_kind).collect();
            parts.push(format!("at most {}", limits.join(", ")));
        }
        let on = |is_on| if is_on { "on" } else { "off" };
        let switch = |(name, is_on): &(Pattern, bool)| format!("{} {}", name.text(), on(*is_on));
        let mut switches: Vec<String> = self.meters.switches.iter().map(switch).collect();
        if self.meters.are_off {
            switches.push("others off".to_owned());
        }
        if !switches.is_empty() {
            parts.push(format!("meters {}", switches.join(", ")));
        }
        f.write_str(&parts.join("; "))
    }
}

impl fmt::Display for View {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let keys = self.attribute_keys.as_ref().map(|keys| {
            let keys: Vec<&str> = keys.iter().map(|key| key.as_str()).collect();
            format!("attributes [{}]", keys.join(", "))
        });
        let text =
            |what: &str, text: &Option<String>| text.as_ref().map(|t| format!("{what} {t:?}"));
        let aggregation = self.aggregation.as_ref();
        let parts = [
            text("name", &self.name),
            text("description", &self.description),
            aggregation.map(|aggregation| format!("{aggregation:?}")),
            self.cardinality_limit
                .map(|limit| format!("at most {limit}")),
            keys,
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        write!(f, "{} → {}", self.selector, parts.join(", "))
    }
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text =
            |what: &str, text: &Option<String>| text.as_ref().map(|t| format!("{what} {t:?}"));
        let parts = [
            self.name.as_ref().map(|name| name.text().to_owned()),
            self.kind.map(|kind| format!("{kind:?}")),
            text("unit", &self.unit),
            text("meter", &self.meter_name),
            text("version", &self.meter_version),
            text("schema", &self.meter_schema_url),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        match parts.as_slice() {
            [] => f.write_str("all"),
            parts => f.write_str(&parts.join(" ")),
        }
    }
}
