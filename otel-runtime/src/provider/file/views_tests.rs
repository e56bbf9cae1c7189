#![allow(clippy::unwrap_used)]

use opentelemetry_sdk::metrics::{Aggregation, InstrumentKind};

use super::{
    meter_tests::{one, with_reader},
    test_support::quiet,
};

const VIEW: &str = r#"  views:
    - selector:
        instrument_name: My_Instrument
        instrument_type: histogram
        unit: ms
        meter_name: my-meter
        meter_version: 1.0.0
        meter_schema_url: https://opentelemetry.io/schemas/1.16.0
      stream:
        name: new_instrument_name
        description: new_description
        aggregation:
          explicit_bucket_histogram:
            boundaries: [0.0, 5, 7.5]
            record_min_max: false
        aggregation_cardinality_limit: 2000
        attribute_keys:
          included: [key1, key2]
"#;

#[test]
fn views_are_read() {
    let settings = quiet(&with_reader(VIEW)).metrics;
    let view = &settings.views.views[0];
    let selector = &view.selector;
    assert_eq!(selector.name.as_ref().unwrap().text(), "my_instrument");
    assert_eq!(selector.kind, Some(InstrumentKind::Histogram));
    assert_eq!(selector.unit.as_deref(), Some("ms"));
    assert_eq!(selector.meter_name.as_deref(), Some("my-meter"));
    assert_eq!(selector.meter_version.as_deref(), Some("1.0.0"));
    assert!(selector.meter_schema_url.is_some());
    assert_eq!(view.name.as_deref(), Some("new_instrument_name"));
    assert_eq!(view.description.as_deref(), Some("new_description"));
    assert_eq!(view.cardinality_limit, Some(2000));
    let keys = view.attribute_keys.as_ref().unwrap();
    assert_eq!(
        keys.iter().map(|key| key.as_str()).collect::<Vec<_>>(),
        ["key1", "key2"]
    );
    let expected = Aggregation::ExplicitBucketHistogram {
        boundaries: vec![0.0, 5.0, 7.5],
        record_min_max: false,
    };
    assert_eq!(view.aggregation, Some(expected));
    assert_eq!(view.line, 5);
    let shown = settings.views.to_string();
    let expected = "my_instrument Histogram unit \"ms\" meter \"my-meter\" version \"1.0.0\" schema \
                    \"https://opentelemetry.io/schemas/1.16.0\" → name \"new_instrument_name\", \
                    description \"new_description\", ExplicitBucketHistogram { boundaries: [0.0, 5.0, \
                    7.5], record_min_max: false }, at most 2000, attributes [key1, key2]";
    assert_eq!(shown, expected);
}

#[test]
fn aggregations_have_the_defaults_of_the_format() {
    let aggregation = |text: &str| {
        let lines = format!("  views: [{{selector: {{}}, stream: {{aggregation: {{{text}}}}}}}]\n");
        let settings = quiet(&with_reader(&lines));
        settings.metrics.views.views[0].aggregation.clone()
    };
    assert_eq!(aggregation("default: "), None);
    assert_eq!(aggregation("drop: "), Some(Aggregation::Drop));
    assert_eq!(aggregation("sum: {}"), Some(Aggregation::Sum));
    assert_eq!(aggregation("last_value: "), Some(Aggregation::LastValue));
    let shown = format!("{:?}", aggregation("explicit_bucket_histogram: ").unwrap());
    assert!(shown.contains("[0.0, 5.0, 10.0, 25.0, "), "{shown}");
    let shown = format!(
        "{:?}",
        aggregation("explicit_bucket_histogram: {boundaries: []}")
    );
    assert!(shown.contains("boundaries: []"), "{shown}");
    let exponential = |max_size, max_scale| {
        Some(Aggregation::Base2ExponentialHistogram {
            max_size,
            max_scale,
            record_min_max: true,
        })
    };
    let name = "base2_exponential_bucket_histogram";
    assert_eq!(aggregation(&format!("{name}: ")), exponential(160, 20));
    let own = format!("{name}: {{max_size: 2, max_scale: -10}}");
    assert_eq!(aggregation(&own), exponential(2, -10));
}

#[test]
fn views_that_cannot_be_are_refused() {
    for (view, parts) in [
        ("", &["views[0]", "nothing stands here"][..]),
        ("{selector: {}}", &["views[0]", "stream is missing"]),
        ("{stream: {}}", &["views[0]", "selector is missing"]),
        (
            "{selector: {name: a}, stream: {}}",
            &["selector.name: an unknown key", "instrument_name"],
        ),
        (
            "{selector: {instrument_type: timer}, stream: {}}",
            &["instrument_type: \"timer\"", "counter, gauge, histogram"],
        ),
        (
            "{selector: {instrument_name: 'a*'}, stream: {name: b}}",
            &["stream.name: a name is for one instrument"],
        ),
        (
            "{selector: {}, stream: {aggregation: {average: }}}",
            &["\"average\" is no aggregation", "last_value"],
        ),
        (
            "{selector: {}, stream: {aggregation: {sum: {of: all}}}}",
            &["sum.of: an unknown key"],
        ),
        (
            "{selector: {}, stream: {aggregation: {explicit_bucket_histogram: {boundaries: [1, 1]}}}}",
            &["boundaries[1]: \"1\" is not above"],
        ),
        (
            "{selector: {}, stream: {aggregation: {explicit_bucket_histogram: {boundaries: [1, x]}}}}",
            &["boundaries[1]: \"x\"", "a number"],
        ),
        (
            "{selector: {}, stream: {aggregation: {base2_exponential_bucket_histogram: {max_scale: 21}}}}",
            &["max_scale: \"21\"", "from -10 to 20"],
        ),
        (
            "{selector: {}, stream: {aggregation_cardinality_limit: 0}}",
            &["aggregation_cardinality_limit: \"0\"", "from 1 to 1000000"],
        ),
        (
            "{selector: {}, stream: {aggregation_cardinality_limit: 1000001}}",
            &[
                "aggregation_cardinality_limit: \"1000001\"",
                "from 1 to 1000000",
            ],
        ),
        (
            "{selector: {}, stream: {aggregation: {base2_exponential_bucket_histogram: {max_size: 65537}}}}",
            &["max_size: \"65537\"", "from 2 to 65536"],
        ),
        (
            "{selector: {}, stream: {attribute_keys: {excluded: [a]}}}",
            &["attribute_keys.excluded: not supported"],
        ),
        (
            "{selector: {}, stream: {attribute_keys: {included: [a, 'b.*']}}}",
            &["attribute_keys.included", "pattern at [1]", "whole names"],
        ),
    ] {
        one(&with_reader(&format!("  views:\n    - {view}\n")), parts);
    }
}
