//! What the console shows of spans with fixed times.

#![allow(clippy::unwrap_used)]

use super::ConsoleExporter;
use crate::export::fixture::{Fixture, span, spans};
use opentelemetry::KeyValue;
use opentelemetry::trace::SpanKind;
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::trace::SpanExporter;
use std::io::Write;
use std::sync::{Arc, Mutex};

/// A writer that keeps what is written.
#[derive(Clone, Default)]
struct Screen(Arc<Mutex<Vec<u8>>>);

impl Screen {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl Write for Screen {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn send(console: &ConsoleExporter, fixtures: impl IntoIterator<Item = Fixture>) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    runtime.block_on(console.export(spans(fixtures))).unwrap();
}

fn service(console: &ConsoleExporter, name: &'static str) -> ConsoleExporter {
    let mut console = console.clone();
    console.set_resource(&Resource::builder_empty().with_service_name(name).build());
    console
}

fn nested() -> Vec<Fixture> {
    vec![
        span("validate", 2, 1, 200, 1_300).with("items", 3),
        span("load_user", 4, 3, 1_500, 6_200).with("user.id", 7).with("cache.hit", false),
        span("SELECT users", 5, 3, 6_300, 12_900).kind(SpanKind::Client).with("db.system.name", "sqlite").with("db.query.text", "SELECT id, name, email FROM users WHERE id = ? AND deleted_at IS NULL ORDER BY name LIMIT 1"),
        span("authorize", 3, 1, 1_400, 13_000),
        span("reserve", 6, 1, 13_100, 21_000).ok().event("stock low", vec![KeyValue::new("left", 2)]),
        span("POST /orders", 1, 0, 0, 48_200).kind(SpanKind::Server).with("http.route", "/orders").with("order.id", 17),
    ]
}

fn two() -> Vec<(&'static str, Vec<Fixture>)> {
    vec![
        (
            "payments",
            vec![
                span("charge_card", 21, 20, 16_000, 43_900)
                    .with("card", "****1111")
                    .error(
                        "shop::payments::Declined",
                        "card declined: insufficient funds",
                    ),
                span("POST /charge", 20, 11, 15_200, 44_000)
                    .kind(SpanKind::Server)
                    .remote_parent()
                    .failed(
                        "shop::payments::Declined",
                        "card declined: insufficient funds",
                    ),
            ],
        ),
        (
            "gateway",
            vec![
                span("parse", 12, 10, 100, 900).error(
                    "panic",
                    "index out of bounds: the len is 3 but the index is 7 (src/parse.rs:12)",
                ),
                span("lookup", 13, 10, 1000, 9_000)
                    .cancelled()
                    .with("user", 3),
                span("POST /charge", 11, 10, 12_000, 45_500)
                    .kind(SpanKind::Client)
                    .with("server.address", "payments")
                    .failed("402", "402 Payment Required"),
                span("POST /orders", 10, 0, 0, 48_200)
                    .kind(SpanKind::Server)
                    .failed(
                        "shop::payments::Declined",
                        "card declined: insufficient funds",
                    ),
            ],
        ),
    ]
}

#[test]
fn demo() {
    for color in [false, true] {
        let screen = Screen::default();
        let console = ConsoleExporter::to(screen.clone()).color(color);
        let shop = service(&console, "shop");
        send(&shop, nested());
        shop.shutdown().unwrap();
        let s: Vec<_> = two()
            .into_iter()
            .map(|(name, f)| {
                let s = service(&console, name);
                (s, f)
            })
            .collect();
        for (s, f) in &s {
            send(s, f.clone().into_iter().map(|f| f.trace(5)));
        }
        for (s, _) in &s {
            s.force_flush().unwrap();
        }
        std::fs::write(
            if color {
                "/tmp/demo.color"
            } else {
                "/tmp/demo"
            },
            screen.text(),
        )
        .unwrap();
    }
}
