//! Writers that race with the ends of spans: a write lands in its own span or nowhere.

use std::{sync::mpsc, thread};

use journey_tests::builder;
use opentelemetry::{Context, KeyValue, trace::TraceContextExt};
use otel_runtime::{BatchSettings, traced};

const SPANS: usize = 100_000;

#[traced]
fn open(send: &mpsc::SyncSender<Context>) {
    // The writer may be behind: then this span has no writer.
    let _ = send.try_send(Context::current());
    Context::current()
        .span()
        .set_attribute(own_id(&Context::current()));
}

/// An attribute that names the span it was meant for.
fn own_id(cx: &Context) -> KeyValue {
    KeyValue::new("meant for", cx.span().span_context().span_id().to_string())
}

#[test]
fn none_of_a_hundred_thousand_is_misplaced() {
    let (builder, spans) = builder();
    let batch = BatchSettings {
        queue_bytes: 1 << 30,
        ..BatchSettings::default()
    };
    let telemetry = builder.batch(batch).build().unwrap();
    let (send, receive) = mpsc::sync_channel::<Context>(64);
    let writer = thread::spawn(move || {
        let mut stale: Vec<Context> = Vec::new();
        for fresh in receive {
            fresh.span().set_attribute(own_id(&fresh));
            if let Some(stale) = stale.first() {
                stale.span().set_attribute(own_id(stale));
                stale.span().update_name("misplaced");
            }
            stale.insert(0, fresh);
            stale.truncate(8);
        }
    });
    telemetry.scope(|| (0..SPANS).for_each(|_| open(&send)));
    drop(send);
    writer.join().unwrap();
    telemetry.flush().unwrap();
    let all = spans.spans();
    assert_eq!(all.len(), SPANS);
    for span in all {
        let own = span.span_context.span_id().to_string();
        assert_eq!(span.attributes.len(), 1, "{span:?}");
        assert_eq!(span.attributes[0].value.as_str(), own, "{span:?}");
    }
}
