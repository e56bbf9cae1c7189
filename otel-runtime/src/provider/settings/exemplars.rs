//! Which measurements become examples.

/// The names of filters, and whether a filter wants any at all.
pub(crate) const EXEMPLAR_FILTERS: &[(&str, bool)] = &[
    ("always_on", true),
    ("always_off", false),
    ("trace_based", true),
];

/// What whoever wants some is told.
pub(crate) const NO_EXEMPLARS: &str =
    "opentelemetry_sdk records no exemplars yet, as with always_off";
