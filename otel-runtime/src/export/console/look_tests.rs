//! What the console shows of spans with fixed ids and times.

#![allow(clippy::unwrap_used)]

use super::ConsoleExporter;
use super::wait_tests::{Screen, send, service};
use crate::export::fixture::{Fixture, span};
use opentelemetry::KeyValue;
use opentelemetry::trace::{Link, SpanContext, SpanKind};
use opentelemetry_sdk::trace::SpanExporter;
use std::time::Duration;

/// What one service's spans look like.
fn look(fixtures: impl IntoIterator<Item = Fixture>) -> String {
    let screen = Screen::default();
    let console = ConsoleExporter::to(screen.clone());
    send(&service(&console, "shop"), fixtures);
    screen.text()
}

/// A request of one service, children before parents, as they end.
fn order() -> Vec<Fixture> {
    let query =
        "SELECT id, name, email FROM users WHERE id = ? AND deleted_at IS NULL ORDER BY name";
    vec![
        span("validate", 2, 1, 200, 1_300).with("items", 3),
        span("load_user", 4, 3, 1_500, 6_200)
            .with("user.id", 7)
            .with("cache.hit", false)
            .with("code.line.number", 12),
        span("SELECT users", 5, 3, 6_300, 12_900)
            .kind(SpanKind::Client)
            .with("db.system.name", "sqlite")
            .with("db.query.text", query),
        span("authorize", 3, 1, 1_400, 13_000),
        span("reserve", 6, 1, 13_100, 21_000)
            .ok()
            .event("stock low", vec![KeyValue::new("left", 2)]),
        span("POST /orders", 1, 0, 0, 48_200)
            .kind(SpanKind::Server)
            .with("http.route", "/orders")
            .with("order.id", 17),
    ]
}

const ORDER: &str = r#"trace 4bf92f3577b34da6a3ce929d0e0e4736 · 48.2 ms · 6 spans · shop
POST /orders [server] http.route="/orders" order.id=17                  48.2 ms ████████████████████
├─ validate items=3                                                     1.10 ms █
├─ authorize                                                            11.6 ms ▐████▌
│  ├─ load_user user.id=7 cache.hit=false                               4.70 ms ▐██
│  └─ SELECT users [client] db.system.name="sqlite"                     6.60 ms   ▐██▌
│        db.query.text="SELECT id, name, email FROM users WHERE id = ? AND deleted_at IS NULL ORDER…
└─ reserve ✓                                                            7.90 ms      ████
      • stock low +7.90 ms left=2

"#;

#[test]
fn a_nested_tree_whatever_the_order_of_arrival() {
    assert_eq!(look(order()), ORDER);
    assert_eq!(look(order().into_iter().rev()), ORDER);
}

#[test]
fn an_error_is_told_once_where_it_appeared() {
    let kind = "shop::Declined";
    let text = look([
        span("send", 3, 2, 10, 80)
            .with("card", "****1111")
            .error(kind, "card declined"),
        span("charge", 2, 1, 5, 85).failed(kind, "card declined"),
        span("order", 1, 0, 0, 100).failed("OrderError", "order 17: card declined"),
    ]);
    assert_eq!(
        text,
        r#"trace 4bf92f3577b34da6a3ce929d0e0e4736 · 100 µs · 3 spans · shop
order ✗ OrderError: order 17: card declined                              100 µs ████████████████████
└─ charge ✗                                                             80.0 µs  ████████████████
   └─ send ✗ shop::Declined: card declined                              70.0 µs   ██████████████
         card="****1111"

"#
    );
}

#[test]
fn a_long_message_is_wrapped_and_its_source_chain_shown() {
    let mut failed = span("load", 1, 0, 0, 9).failed("Io", "cannot read the configuration");
    failed = failed.event("exception", vec![KeyValue::new(
        "exception.message",
        "cannot read the configuration: the file at the place where it was expected is not there:\nno such file or directory",
    )]);
    assert_eq!(
        look([failed]),
        r#"trace 4bf92f3577b34da6a3ce929d0e0e4736 · 9.00 µs · 1 span · shop
load ✗                                                                  9.00 µs ████████████████████
   Io: cannot read the configuration: the file at the place where it was expected is not there:\nno
   such file or directory

"#
    );
}

#[test]
fn cancelled_and_panicked_are_marked() {
    let message = "index out of range (src/parse.rs:12)";
    let exception = vec![
        KeyValue::new("exception.type", "panic"),
        KeyValue::new("exception.message", message),
    ];
    let text = look([
        span("wait", 2, 1, 0, 20).cancelled().with("user.id", 3),
        span("parse", 3, 1, 20, 30)
            .failed("panic", &format!("panicked: {message}"))
            .event("exception", exception),
        span("handle", 1, 0, 0, 40).failed("panic", &format!("panicked: {message}")),
    ]);
    assert_eq!(
        text,
        r#"trace 4bf92f3577b34da6a3ce929d0e0e4736 · 40.0 µs · 3 spans · shop
handle ✗ panicked                                                       40.0 µs ████████████████████
├─ wait ⊘ cancelled user.id=3                                           20.0 µs ██████████
└─ parse ✗ panicked index out of range (src/parse.rs:12)                10.0 µs           █████

"#
    );
}

#[test]
fn a_trace_through_two_services_is_one_tree() {
    let screen = Screen::default();
    let console = ConsoleExporter::to(screen.clone()).grace(Duration::from_secs(3_600));
    let (gateway, payments) = (service(&console, "gateway"), service(&console, "payments"));
    send(
        &payments,
        [
            span("charge", 4, 3, 30, 70).with("card", "****1111"),
            span("POST /charge", 3, 2, 25, 75)
                .kind(SpanKind::Server)
                .remote_parent(),
        ],
    );
    send(
        &gateway,
        [
            span("POST /charge", 2, 1, 20, 80).kind(SpanKind::Client),
            span("reply", 5, 1, 85, 95),
            span("POST /orders", 1, 0, 0, 100).kind(SpanKind::Server),
        ],
    );
    gateway.force_flush().unwrap();
    assert_eq!(
        screen.text(),
        "",
        "the other service may hold spans of this trace"
    );
    payments.force_flush().unwrap();
    assert_eq!(
        screen.text(),
        r#"trace 4bf92f3577b34da6a3ce929d0e0e4736 · 100 µs · 5 spans · gateway, payments
gateway   POST /orders [server]                                            100 µs ██████████████████
          ├─ POST /charge [client]                                        60.0 µs    ▐██████████▌
payments  │  └─ POST /charge [server]                                     50.0 µs     ▐████████▌
          │     └─ charge card="****1111"                                 40.0 µs      ████████
gateway   └─ reply                                                        10.0 µs                ██▌

"#
    );
}

#[test]
fn control_characters_are_escaped_everywhere() {
    let mut evil = span("a\nb\u{1b}[31m", 1, 0, 0, 9)
        .with("k\u{202e}", "v\u{7}\u{9b}1m")
        .event("e\r", vec![KeyValue::new("x\u{2028}", "\u{7f}")])
        .error("T\u{1b}", "m\u{1b}]52;c;\u{2066}");
    evil.0.attributes.push(KeyValue::new(
        "list",
        opentelemetry::Value::Array(vec![opentelemetry::StringValue::from("\u{1b}c")].into()),
    ));
    let screen = Screen::default();
    send(
        &service(&ConsoleExporter::to(screen.clone()), "s\u{1b}"),
        [evil],
    );
    let text = screen.text();
    assert!(
        !text.chars().any(|one| one != '\n'
            && (one.is_control() || one > '\u{2027}' && one < '\u{202f}' || one == '\u{2066}')),
        "{text:?}"
    );
    assert_eq!(
        text,
        r#"trace 4bf92f3577b34da6a3ce929d0e0e4736 · 9.00 µs · 1 span · s\u{1b}
a\nb\u{1b}[31m ✗ T\u{1b}: m\u{1b}]52;c;\u{2066}                         9.00 µs ████████████████████
   k\u{202e}="v\u{7}\u{9b}1m" list=["\u{1b}c"]
   • e\r +9.00 µs x\u{2028}="\u{7f}"

"#
    );
}

#[test]
fn colour_adds_nothing_but_colour() {
    let screen = Screen::default();
    let console = ConsoleExporter::to(screen.clone()).color(true);
    let failed = span("bad", 7, 1, 30_000, 31_000).error("E", "no");
    send(
        &service(&console, "shop"),
        order().into_iter().chain([failed.clone()]),
    );
    let text = screen.text();
    assert!(
        text.contains("\u{1b}[31mbad\u{1b}[0m \u{1b}[31m✗\u{1b}[0m \u{1b}[31mE: no\u{1b}[0m"),
        "{text}"
    );
    assert!(
        text.contains("\u{1b}[36m████████████████████\u{1b}[0m\n"),
        "{text}"
    );
    let mut plain = String::new();
    for (nth, part) in text.split("\u{1b}[").enumerate() {
        plain.push_str(if nth == 0 {
            part
        } else {
            part.split_once('m').unwrap().1
        });
    }
    assert_eq!(plain, look(order().into_iter().chain([failed])));
}

#[test]
fn narrow_lines_and_deep_trees_keep_their_bars() {
    let screen = Screen::default();
    let console = ConsoleExporter::to(screen.clone()).width(60);
    let deep = (1..=12).map(|id| {
        span(
            &format!("a_function_with_a_long_name_{id}"),
            id,
            id - 1,
            id,
            100,
        )
    });
    send(&service(&console, "shop"), deep);
    let text = screen.text();
    let last = text.trim_end().lines().last().unwrap();
    assert_eq!(
        last,
        "⋯                    └─ a_function_w…   88.0 µs  ███████████"
    );
}

#[test]
fn links_late_parents_and_dropped_things_are_said() {
    let mut one = span("consume", 2, 99, 0, 10)
        .kind(SpanKind::Consumer)
        .remote_parent();
    one.0.links.links.push(Link::with_context(SpanContext::new(
        7.into(),
        8.into(),
        Default::default(),
        true,
        Default::default(),
    )));
    one.0.dropped_attributes_count = 3;
    for _ in 0..9 {
        one = one.event("tick", vec![]);
    }
    let text = look([one]);
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    assert!(
        lines[1].starts_with("consume [consumer] ⇠ 0000000000000063 "),
        "{text}"
    );
    assert_eq!(lines[10], "   … 1 more events");
    assert_eq!(
        lines[11],
        "   ⇢ link 00000000000000000000000000000007 0000000000000008"
    );
    assert_eq!(lines[12], "   attributes over the limit: 3");
}
