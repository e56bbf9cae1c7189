//! `event!` and `set_attrs!` on the current span.

use std::cell::Cell;

use journey_tests::{span, traced, values};
use opentelemetry::KeyValue;
use otel_runtime::{MemoryExporter, Sampler, Telemetry, event, set_attrs, traced};

const REGION: &str = "cloud.region";

struct User {
    id: u64,
    email: Option<&'static str>,
}

#[traced(attrs(state = "new"))]
fn told(user: &User, attempt: u8) {
    set_attrs!(user.id, attempt, {REGION} = "eu", "some-key" = ?attempt, user.email, state = "told");
    set_attrs!(card = "4111111111111111", mask(card = last4));
    set_attrs!();
}

#[test]
fn attributes_are_set_on_the_current_span() {
    let user = User { id: 7, email: None };
    let ((), spans) = traced(|| told(&user, 2));
    spans.assert_tree(
        "told state=\"told\" user.id=7 attempt=2 cloud.region=\"eu\" some-key=\"2\" \
         card=\"****1111\"",
    );
}

#[traced]
fn eventful(key: &str, name: String) {
    event!(
        "cache miss",
        cache.key = key,
        age = 12,
        secret = "x",
        mask(secret)
    );
    event!(format!("{name} done"));
    event!(name, n = 1,);
}

#[test]
fn events_have_names_and_attributes() {
    let ((), spans) = traced(|| eventful("user:7", "sync".to_owned()));
    let events = span(&spans, "eventful").events.events;
    let names: Vec<_> = events.iter().map(|event| &*event.name).collect();
    assert_eq!(names, ["cache miss", "sync done", "sync"]);
    assert_eq!(
        events[0].attributes,
        [
            KeyValue::new("cache.key", "user:7"),
            KeyValue::new("age", 12),
            KeyValue::new("secret", "[REDACTED]"),
        ]
    );
    assert_eq!(events[2].attributes, [KeyValue::new("n", 1)]);
    let at = events[0].timestamp;
    let span = span(&spans, "eventful");
    assert!(span.start_time <= at && at <= span.end_time);
}

#[traced]
fn counted(evaluated: &Cell<u32>) {
    let count = || {
        evaluated.set(evaluated.get() + 1);
        evaluated.get()
    };
    set_attrs!(n = count());
    event!(format!("event {}", count()), n = count());
}

#[test]
fn nothing_is_evaluated_where_nothing_records() {
    let evaluated = Cell::new(0);
    let telemetry = Telemetry::builder()
        .without_environment()
        .sampler(Sampler::AlwaysOff)
        .exporter(MemoryExporter::default())
        .build()
        .unwrap();
    telemetry.scope(|| counted(&evaluated));
    telemetry.scope(|| set_attrs!(n = evaluated.replace(9)));
    assert_eq!(evaluated.get(), 0);
    let ((), spans) = traced(|| counted(&evaluated));
    assert_eq!(evaluated.get(), 3);
    assert_eq!(values(&span(&spans, "counted"), "n"), [1.into()]);
}

mod hygiene {
    /// A macro of the user's names the runtime by a path of its own.
    mod my {
        pub(super) use otel_runtime as otel;
    }

    macro_rules! note {
        ($name:literal, $($attributes:tt)*) => {
            my::otel::event!(crate = my::otel, $name, $($attributes)*)
        };
    }

    #[otel_runtime::traced]
    fn noted() {
        let attributes = 1;
        let start = 2;
        note!("noted", attributes, start);
        my::otel::set_attrs!(attributes, crate = my::otel);
    }

    #[test]
    fn names_of_the_user_are_the_users() {
        let ((), spans) = journey_tests::traced(noted);
        let noted = journey_tests::span(&spans, "noted");
        assert_eq!(noted.events[0].attributes.len(), 2);
        spans.assert_tree("noted attributes=1");
    }
}
