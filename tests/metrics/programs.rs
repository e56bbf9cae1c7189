//! Programs with one thread, with a runtime of their own, or with none.

use otel_runtime::{MetricExporter, Otlp};
use otlp_sink::Sink;

use crate::{builder, ledger, meter, otlp, values};

#[tokio::test(flavor = "current_thread")]
async fn a_runtime_with_one_thread_may_wait_in_it() {
    let sink = Sink::start();
    let telemetry = builder(otlp(Otlp::grpc(), &sink)).build().unwrap();
    let requests = meter(&telemetry).u64_counter("requests").build();
    requests.add(1, &[]);
    telemetry.flush().unwrap();
    requests.add(1, &[]);
    telemetry.shutdown().unwrap();
    assert_eq!(values(&sink, "requests"), [1.0, 2.0]);
}

#[test]
fn a_callback_that_panics_is_told_and_ends_nothing_else() {
    let sink = Sink::start();
    let telemetry = builder(otlp(Otlp::grpc(), &sink)).build().unwrap();
    let meter = meter(&telemetry);
    let broken = meter.u64_observable_gauge("broken");
    let _broken = broken.with_callback(|_| panic!("no thermometer")).build();
    let failed = telemetry.flush().unwrap_err().to_string();
    assert!(failed.contains("no thermometer"), "{failed}");
    // The SDK's lock is poisoned by it; nobody waits for what cannot come.
    assert!(telemetry.shutdown().is_err());
}

#[test]
fn an_exporter_that_panics_is_told_and_asked_again() {
    #[derive(Debug)]
    struct Panics;

    impl opentelemetry_sdk::metrics::exporter::PushMetricExporter for Panics {
        async fn export(
            &self,
            _: &opentelemetry_sdk::metrics::data::ResourceMetrics,
        ) -> opentelemetry_sdk::error::OTelSdkResult {
            panic!("out of paper")
        }
        fn force_flush(&self) -> opentelemetry_sdk::error::OTelSdkResult {
            Ok(())
        }
        fn shutdown_with_timeout(
            &self,
            _: std::time::Duration,
        ) -> opentelemetry_sdk::error::OTelSdkResult {
            Ok(())
        }
        fn temporality(&self) -> otel_runtime::Temporality {
            otel_runtime::Temporality::Delta
        }
    }

    let telemetry = builder(MetricExporter::from(Panics).named("panics"))
        .build()
        .unwrap();
    let requests = meter(&telemetry).u64_counter("requests").build();
    for lost in 1..=2 {
        requests.add(1, &[]);
        let failed = telemetry.flush().unwrap_err().to_string();
        assert!(failed.contains("out of paper"), "{failed}");
        assert!(ledger(&telemetry).lost >= lost);
    }
}
