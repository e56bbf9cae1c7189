//! Ten services with rates of their own: which traces are whole.

use std::collections::HashMap;

use journey_tests::builder;
use opentelemetry::trace::TraceId;
use otel_runtime::{MemoryExporter, Sampler, Telemetry, traced};
use rand::{Rng, SeedableRng, rngs::SmallRng, seq::SliceRandom};

type Headers = HashMap<String, String>;

const RATES: [f64; 10] = [1.0, 0.9, 0.75, 0.5, 0.4, 0.3, 0.2, 0.1, 0.05, 0.01];
const TRACES: usize = 2_000;

struct Service {
    rate: f64,
    telemetry: Telemetry,
    spans: MemoryExporter,
}

/// A service each rate, with a sampler made of its ratio.
fn services(sampler: impl Fn(Sampler) -> Sampler) -> Vec<Service> {
    let service = |rate: f64| {
        let (builder, spans) = builder();
        let sampler = sampler(Sampler::ratio(rate).unwrap());
        let telemetry = builder.sampler(sampler).build().unwrap();
        Service {
            rate,
            telemetry,
            spans,
        }
    };
    RATES.map(service).into()
}

/// Answers a request: two spans, and the headers of the next request.
#[traced(parent = headers)]
fn serve(headers: &Headers) -> Headers {
    work()
}

#[traced]
fn work() -> Headers {
    let mut headers = Headers::new();
    otel_runtime::inject(&mut headers);
    headers
}

impl Service {
    fn serve(&self, headers: &Headers) -> Headers {
        self.telemetry.scope(|| serve(headers))
    }

    /// How many spans of each trace were recorded here.
    fn traces(&self) -> HashMap<TraceId, usize> {
        self.telemetry.flush().unwrap();
        let mut traces = HashMap::new();
        for span in self.spans.spans() {
            *traces.entry(span.span_context.trace_id()).or_default() += 1;
        }
        assert!(
            traces.values().all(|spans| *spans == 2),
            "halves of a service's work"
        );
        traces
    }
}

/// A request that comes in from a gateway which has decided nothing.
fn request(random: &mut SmallRng, trace_state: Option<String>) -> Headers {
    let (trace, span) = (random.random::<u128>(), random.random::<u64>());
    let mut headers = Headers::new();
    headers.insert(
        "traceparent".into(),
        format!("00-{trace:032x}-{span:016x}-02"),
    );
    headers.extend(trace_state.map(|state| ("tracestate".to_owned(), state)));
    headers
}

/// How many spans the kept ones of a service stand for, by the thresholds they carry.
fn scaled_up(service: &Service) -> f64 {
    let spans = service.spans.spans();
    let serving = spans.iter().filter(|span| span.name == "serve");
    let counts = serving.map(|span| {
        let entry = span.span_context.trace_state().get("ot").unwrap();
        let mut members = entry.split(';');
        let threshold = members
            .find_map(|member| member.strip_prefix("th:"))
            .unwrap();
        let digits = u64::from_str_radix(threshold, 16).unwrap();
        let rejected = digits as f64 / 16_f64.powi(threshold.len() as i32);
        1.0 / (1.0 - rejected)
    });
    counts.sum()
}

/// Each service keeps its share, all that one with a lower rate keeps, and knows what that stands
/// for. So what the lowest keeps is whole.
fn assert_consistent(services: &[Service]) {
    let kept: Vec<_> = services.iter().map(Service::traces).collect();
    for (service, kept) in services.iter().zip(&kept) {
        let expected = TRACES as f64 * service.rate;
        let deviation = (expected * (1.0 - service.rate)).sqrt();
        let off = (kept.len() as f64 - expected).abs();
        assert!(
            off <= 3.0 * deviation,
            "{}: {} kept",
            service.rate,
            kept.len()
        );
        let scaled = scaled_up(service) / TRACES as f64;
        let noise = 3.0 * deviation / expected + 0.001;
        assert!((scaled - 1.0).abs() <= noise, "{}: {scaled}", service.rate);
    }
    for (higher, lower) in kept.iter().zip(&kept[1..]) {
        assert!(lower.keys().all(|trace| higher.contains_key(trace)));
    }
    assert!(!kept[9].is_empty());
    assert!(
        kept[9]
            .keys()
            .all(|trace| kept.iter().all(|kept| kept.contains_key(trace)))
    );
}

#[test]
fn services_that_decide_for_themselves_agree_by_the_trace_id_in_any_order() {
    let services = services(|ratio| ratio);
    let mut random = SmallRng::seed_from_u64(1);
    let mut order: Vec<usize> = (0..services.len()).collect();
    for _ in 0..TRACES {
        let mut headers = request(&mut random, None);
        order.shuffle(&mut random);
        for service in &order {
            headers = services[*service].serve(&headers);
        }
    }
    assert_consistent(&services);
}

#[test]
fn they_agree_by_the_randomness_that_the_trace_state_names() {
    let services = services(|ratio| ratio);
    let mut random = SmallRng::seed_from_u64(2);
    for _ in 0..TRACES {
        let named = format!("ot=rv:{:014x},vendor=x", random.random::<u64>() >> 8);
        let mut headers = request(&mut random, Some(named.clone()));
        // Trace ids that decide nothing: their last seven bytes are those of a counter.
        let parent = headers["traceparent"].clone();
        let parent = format!("{}{:014x}{}", &parent[..21], 7, &parent[35..]);
        headers.insert("traceparent".into(), parent);
        for service in &services {
            headers = service.serve(&headers);
            let state = &headers["tracestate"];
            assert!(
                state.contains(&named[3..20]) && state.ends_with("vendor=x"),
                "{state}"
            );
        }
    }
    assert_consistent(&services);
}

#[test]
fn services_that_follow_their_parents_have_each_trace_whole_or_not_at_all() {
    let services = services(Sampler::parent_based);
    let mut random = SmallRng::seed_from_u64(3);
    let mut order: Vec<usize> = (0..services.len()).collect();
    for _ in 0..TRACES {
        order.shuffle(&mut random);
        let mut headers = Headers::new();
        for service in &order {
            headers = services[*service].serve(&headers);
        }
    }
    let kept: Vec<_> = services.iter().map(Service::traces).collect();
    assert!(kept.iter().all(|traces| *traces == kept[0]));
    // Each service was the first of about a tenth, and of those has kept its share.
    let mean = RATES.iter().sum::<f64>() / RATES.len() as f64;
    let share = kept[0].len() as f64 / TRACES as f64;
    assert!((share - mean).abs() < 0.06, "{share}, not {mean}");
    // All services say the same of what a trace stands for.
    for service in &services {
        let scaled = scaled_up(service) / TRACES as f64;
        assert!((0.6..=1.5).contains(&scaled), "{scaled}");
    }
}

#[test]
fn a_trace_is_whole_below_the_first_service_that_decides() {
    // The first five decide for themselves, those behind follow.
    let deciding = services(|ratio| ratio);
    let following = services(Sampler::parent_based);
    let mut random = SmallRng::seed_from_u64(4);
    for _ in 0..TRACES {
        let mut headers = request(&mut random, None);
        for service in deciding[..5].iter().chain(&following[5..]) {
            headers = service.serve(&headers);
        }
    }
    let last = deciding[4].traces();
    assert!(!last.is_empty());
    for service in &following[5..] {
        assert_eq!(service.traces(), last);
    }
}
