#![allow(clippy::unwrap_used)]

use opentelemetry::{Key, KeyValue, metrics::MeterProvider as _};
use opentelemetry_sdk::{
    Resource,
    metrics::{Aggregation, InstrumentKind, SdkMeterProvider},
};

use super::{CardinalityLimits, Selector, View, Views, views::Meters};
use crate::{Prometheus, pattern::Pattern};

/// What a page says, but for comments and buckets, after two meters have counted and measured.
fn page(views: Views, default: Option<Aggregation>) -> Vec<String> {
    let settings = Prometheus::new().not_served().without_target_info();
    let settings = settings.without_scope_labels();
    let reader = settings.reader(&Resource::builder_empty().build()).unwrap();
    let page = reader.page();
    let provider = SdkMeterProvider::builder().with_reader(reader);
    let provider = views.attach(provider, default).build();
    for (name, orders) in [("shop", "orders"), ("bank", "loans")] {
        let meter = provider.meter(name);
        let counter = meter.u64_counter(orders).build();
        for kind in ["a", "b", "c"] {
            counter.add(1, &[KeyValue::new("kind", kind), KeyValue::new("by", "me")]);
        }
    }
    let meter = provider.meter("shop");
    let histogram = meter.f64_histogram("Waited").with_unit("s");
    histogram.build().record(0.3, &[]);
    meter.i64_gauge("stock").build().record(7, &[]);
    let text = page.text().unwrap();
    let is_shown = |line: &&str| !line.starts_with('#') && !line.contains("_bucket{le=\"5");
    let lines = text.lines().filter(is_shown);
    lines.map(str::to_owned).collect()
}

fn view(name: &str) -> View {
    View {
        selector: Selector {
            name: Some(Pattern::new(name)),
            ..Selector::default()
        },
        ..View::default()
    }
}

fn one(view: View) -> Views {
    Views {
        views: vec![view],
        ..Views::default()
    }
}

fn has(lines: &[String], wanted: &str) -> bool {
    lines.iter().any(|line| line == wanted)
}

#[test]
fn a_view_names_its_stream_and_keeps_attributes() {
    let renamed = View {
        name: Some("sold".to_owned()),
        attribute_keys: Some(vec![Key::new("by")]),
        ..view("orders")
    };
    let lines = page(one(renamed), None);
    assert!(has(&lines, "sold_total{by=\"me\"} 3"), "{lines:#?}");
    assert!(!lines.iter().any(|line| line.starts_with("orders")));
    assert!(has(&lines, "loans_total{by=\"me\",kind=\"a\"} 1"));
}

#[test]
fn several_views_of_one_instrument_are_several_streams() {
    let by = |name: &str| View {
        name: Some(name.to_owned()),
        attribute_keys: Some(Vec::new()),
        ..view("orders")
    };
    let views = Views {
        views: vec![by("one"), by("two")],
        ..Views::default()
    };
    let lines = page(views, None);
    assert!(
        has(&lines, "one_total 3") && has(&lines, "two_total 3"),
        "{lines:#?}"
    );
}

#[test]
fn an_instrument_is_selected_by_all_that_is_said() {
    let drop = |selector: Selector| {
        let view = View {
            selector,
            aggregation: Some(Aggregation::Drop),
            ..View::default()
        };
        let lines = page(one(view), None);
        let is_there = |name: &&str| lines.iter().any(|line| line.starts_with(*name));
        let all = ["orders", "loans", "Waited", "stock"];
        let gone = all.into_iter().filter(|name| !is_there(name));
        gone.collect::<Vec<_>>().join(",")
    };
    let named = |name| Selector {
        name: Some(Pattern::new(name)),
        ..Selector::default()
    };
    assert_eq!(drop(named("*r*")), "orders");
    assert_eq!(drop(named("waited")), "Waited", "names have no case");
    assert_eq!(drop(Selector::default()), "orders,loans,Waited,stock");
    let of_meter = Selector {
        meter_name: Some("shop".to_owned()),
        kind: Some(InstrumentKind::Counter),
        ..Selector::default()
    };
    assert_eq!(drop(of_meter), "orders");
    let of_unit = Selector {
        unit: Some("s".to_owned()),
        ..Selector::default()
    };
    assert_eq!(drop(of_unit), "Waited");
    let of_version = Selector {
        meter_version: Some("1".to_owned()),
        ..Selector::default()
    };
    assert_eq!(drop(of_version), "");
}

#[test]
fn an_aggregation_that_does_not_fit_leaves_the_rest_of_the_view() {
    let wrong = View {
        description: Some("how many".to_owned()),
        name: Some("amount".to_owned()),
        aggregation: Some(Aggregation::Sum),
        ..view("stock")
    };
    let lines = page(one(wrong), None);
    assert!(has(&lines, "amount 7"), "{lines:#?}");
}

#[test]
fn limits_hold_for_instruments_with_and_without_a_view() {
    let limits = |views| Views {
        views,
        limits: CardinalityLimits {
            default: Some(1),
            by_kind: Vec::new(),
        },
        ..Views::default()
    };
    let lines = page(limits(vec![view("orders")]), None);
    for name in ["orders", "loans"] {
        let over = format!("{name}_total{{otel_metric_overflow=\"true\"}} 2");
        assert!(has(&lines, &over), "{lines:#?}");
    }
    let own = View {
        cardinality_limit: Some(5),
        ..view("orders")
    };
    let lines = page(limits(vec![own]), None);
    assert!(
        has(&lines, "orders_total{by=\"me\",kind=\"c\"} 1"),
        "{lines:#?}"
    );
    let of_histograms = Views {
        limits: CardinalityLimits {
            default: None,
            by_kind: vec![(InstrumentKind::Histogram, 1)],
        },
        ..Views::default()
    };
    let lines = page(of_histograms, None);
    assert!(
        has(&lines, "loans_total{by=\"me\",kind=\"c\"} 1"),
        "{lines:#?}"
    );
}

#[test]
fn a_meter_that_is_off_tells_nothing_whatever_the_views_say() {
    let meters = |are_off| Meters {
        switches: vec![(Pattern::new("sh*"), are_off)],
        are_off,
    };
    let names = |are_off| {
        let views = Views {
            views: vec![view("orders")],
            meters: meters(are_off),
            ..Views::default()
        };
        let lines = page(views, None);
        let shown = |name: &&str| lines.iter().any(|line| line.starts_with(*name));
        ["orders", "loans", "stock"]
            .into_iter()
            .filter(shown)
            .collect::<Vec<_>>()
            .join(",")
    };
    assert_eq!(names(true), "orders,stock");
    assert_eq!(names(false), "loans");
}

#[test]
fn the_default_of_histograms_is_for_those_without_an_aggregation() {
    let halves = |boundary| Aggregation::ExplicitBucketHistogram {
        boundaries: vec![boundary],
        record_min_max: false,
    };
    let described = View {
        name: Some("waited".to_owned()),
        ..view("waited")
    };
    for views in [Views::default(), one(described)] {
        let lines = page(views, Some(halves(0.25)));
        let is_bucket = |line: &&String| line.contains("le=\"0.25\"} 0");
        assert_eq!(lines.iter().filter(is_bucket).count(), 1, "{lines:#?}");
    }
    let own = View {
        aggregation: Some(halves(0.5)),
        ..view("waited")
    };
    let lines = page(one(own), Some(halves(0.25)));
    assert!(
        lines.iter().any(|line| line.contains("le=\"0.5\"} 1")),
        "{lines:#?}"
    );
}
