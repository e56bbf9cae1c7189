//! Times that the caller gives.

use std::time::{Duration, SystemTime};

use journey_tests::{span, traced};
use opentelemetry::{
    Context,
    trace::{Span, TraceContextExt, Tracer, TracerProvider},
};
use otel_runtime::traced;

#[test]
fn an_event_with_a_time_of_its_own() {
    let at = SystemTime::UNIX_EPOCH + Duration::from_secs(5);
    #[traced]
    fn open(at: SystemTime) {
        let cx = Context::current();
        cx.span().add_event_with_timestamp("then", at, Vec::new());
    }
    let ((), spans) = traced(|| open(at));
    assert_eq!(span(&spans, "open").events[0].timestamp, at);
}

#[test]
fn an_end_with_a_time_of_its_own_is_never_before_the_start() {
    #[traced]
    fn ended_at(at: SystemTime) {
        Context::current().span().end_with_timestamp(at);
    }
    let later = SystemTime::now() + Duration::from_secs(60);
    let ((), spans) = traced(|| ended_at(later));
    assert_eq!(span(&spans, "ended_at").end_time, later);
    let ((), spans) = traced(|| ended_at(SystemTime::UNIX_EPOCH));
    let span = span(&spans, "ended_at");
    assert_eq!(span.end_time, span.start_time);
}

#[test]
fn a_start_with_a_time_of_its_own() {
    let (telemetry, spans) = journey_tests::telemetry();
    let tracer = telemetry.provider().tracer("direct");
    let now = SystemTime::now();
    for (name, start) in [
        ("past", now - Duration::from_secs(60)),
        ("future", now + Duration::from_secs(60)),
        (
            "before 1970",
            SystemTime::UNIX_EPOCH - Duration::from_secs(1),
        ),
    ] {
        let mut span = tracer
            .span_builder(name)
            .with_start_time(start)
            .start(&tracer);
        span.end();
    }
    telemetry.flush().unwrap();
    let past = span(&spans, "past");
    assert_eq!(past.start_time, now - Duration::from_secs(60));
    assert!(past.end_time >= now - Duration::from_secs(1));
    let future = span(&spans, "future");
    assert_eq!(future.end_time, future.start_time);
    assert_eq!(
        span(&spans, "before 1970").start_time,
        SystemTime::UNIX_EPOCH
    );
}

#[test]
fn times_are_those_of_the_wall_clock() {
    #[traced]
    fn sleeps() {
        std::thread::sleep(Duration::from_millis(20));
    }
    let before = SystemTime::now();
    let ((), spans) = traced(sleeps);
    let after = SystemTime::now();
    let span = span(&spans, "sleeps");
    let slack = Duration::from_millis(5);
    assert!(span.start_time >= before - slack && span.end_time <= after + slack);
    let duration = span.end_time.duration_since(span.start_time).unwrap();
    assert!(duration >= Duration::from_millis(20), "{duration:?}");
}
