#![allow(clippy::unwrap_used)]

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{Arc, mpsc},
    time::Duration,
};

use opentelemetry::{KeyValue, metrics::MeterProvider as _};
use opentelemetry_sdk::{Resource, metrics::SdkMeterProvider};

use super::{Prometheus, PrometheusPage, server::Server};

/// Longer than anything here takes.
const PATIENCE: Duration = Duration::from_secs(20);

fn start(settings: &Prometheus) -> (SdkMeterProvider, Arc<PrometheusPage>) {
    let service = KeyValue::new("service.name", "shop");
    let region = KeyValue::new("cloud.region", "north");
    let resource = Resource::builder_empty().with_attributes([service, region]);
    let resource = resource.build();
    let reader = settings.reader(&resource).unwrap();
    let page = reader.page();
    let provider = SdkMeterProvider::builder().with_resource(resource);
    (provider.with_reader(reader).build(), page)
}

/// A provider that is served at a free port, with one counter at 3.
fn served() -> (SdkMeterProvider, SocketAddr) {
    let (provider, page) = start(&Prometheus::new().host("127.0.0.1").port(0));
    let counter = provider.meter("shop").u64_counter("orders").build();
    counter.add(3, &[KeyValue::new("kind", "book")]);
    (provider, page.address().unwrap())
}

/// All that the server says to these bytes.
fn ask(address: SocketAddr, request: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    // A server that has heard enough may end while this is written.
    let _ = stream.write_all(request.as_bytes());
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8(answer).unwrap()
}

fn get(address: SocketAddr, path: &str) -> String {
    ask(address, &format!("GET {path} HTTP/1.1\r\nhost: x\r\n\r\n"))
}

#[test]
fn the_page_is_what_prometheus_wants() {
    let (_provider, address) = served();
    let answer = get(address, "/metrics");
    let (head, page) = answer.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 200 OK"), "{head}");
    let kind = "content-type: text/plain; version=0.0.4; charset=utf-8";
    assert!(head.contains(kind), "{head}");
    let series = "orders_total{kind=\"book\",otel_scope_name=\"shop\"} 3\n";
    assert!(page.contains(series), "{page}");
    let resource = "target_info{cloud_region=\"north\",service_name=\"shop\"} 1\n";
    assert!(page.contains(resource), "{page}");
    assert!(get(address, "/metrics?name[]=orders").starts_with("HTTP/1.1 200"));
}

#[test]
fn other_paths_and_methods_are_refused() {
    let (_provider, address) = served();
    for path in ["/", "/metrics/", "/metric"] {
        assert!(get(address, path).starts_with("HTTP/1.1 404"), "{path}");
    }
    let posted = "POST /metrics HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\nhi";
    let refused = ask(address, posted);
    assert!(refused.starts_with("HTTP/1.1 405"), "{refused}");
    assert!(refused.contains("\r\nallow: GET\r\n"), "{refused}");
}

#[test]
fn what_is_no_request_is_refused_and_costs_nobody_else() {
    let (_provider, address) = served();
    let long = "x".repeat(100_000);
    let header = format!("GET /metrics HTTP/1.1\r\na: {long}\r\n\r\n");
    let many = "a: b\r\n".repeat(1_000);
    let many = format!("GET /metrics HTTP/1.1\r\n{many}\r\n");
    for request in [header.as_str(), &many, "\0\r\n\r\n", &long] {
        let answer = ask(address, request);
        assert!(!answer.starts_with("HTTP/1.1 2"), "{answer}");
    }
    assert!(get(address, "/metrics").starts_with("HTTP/1.1 200"));
}

#[test]
fn a_scraper_that_says_nothing_is_ended_and_holds_nobody() {
    let (_provider, address) = served();
    // More than there are places.
    let mut silent: Vec<TcpStream> = (0..40)
        .map(|_| {
            let mut stream = TcpStream::connect(address).unwrap();
            stream.write_all(b"GET /metrics HT").unwrap();
            stream
        })
        .collect();
    assert!(get(address, "/metrics").starts_with("HTTP/1.1 200"));
    let one = &mut silent[0];
    one.set_read_timeout(Some(PATIENCE)).unwrap();
    let mut answer = Vec::new();
    // Reset or closed, but not kept.
    let read = one.read_to_end(&mut answer).map_err(|error| error.kind());
    assert_ne!(read, Err(std::io::ErrorKind::WouldBlock));
}

#[test]
fn the_end_of_the_provider_is_the_end_of_the_server() {
    let (provider, page) = start(&Prometheus::new().host("127.0.0.1").port(0));
    let address = page.address().unwrap();
    provider.shutdown().unwrap();
    assert_eq!(page.address(), None);
    assert!(page.text().is_err());
    assert!(TcpStream::connect(address).is_err(), "it is still there");
    let (provider, page) = start(&Prometheus::new().host("127.0.0.1").port(0));
    let address = page.address().unwrap();
    drop(provider);
    assert!(TcpStream::connect(address).is_err(), "it is still there");
}

#[test]
fn a_taken_address_is_no_reason_not_to_start() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let page: Arc<super::server::Page> = Arc::new(|| Ok(String::new()));
    let error = Server::start("127.0.0.1", port, page.clone()).unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::AddrInUse);
    assert!(Server::start("no.such.host.invalid", 0, page).is_err());
    let (_provider, page) = start(&Prometheus::new().host("127.0.0.1").port(port));
    assert_eq!(page.address(), None);
    assert!(page.text().unwrap().contains("target_info"));
}

#[test]
fn a_callback_that_panics_costs_its_page_and_not_the_server() {
    let (provider, page) = start(&Prometheus::new().host("127.0.0.1").port(0));
    let meter = provider.meter("shop");
    let broken = meter.u64_observable_gauge("broken");
    broken.with_callback(|_| panic!("on purpose")).build();
    let address = page.address().unwrap();
    let answer = get(address, "/metrics");
    assert!(answer.starts_with("HTTP/1.1 500"), "{answer}");
    assert!(
        answer.contains("a callback of an instrument panicked"),
        "{answer}"
    );
    // The SDK cannot collect after that, which is no empty page.
    assert!(get(address, "/metrics").starts_with("HTTP/1.1 500"));
    assert!(get(address, "/").starts_with("HTTP/1.1 404"));
}

#[test]
fn a_callback_that_hangs_does_not_hold_the_end() {
    let (provider, page) = start(&Prometheus::new().host("127.0.0.1").port(0));
    let (entered, has_entered) = mpsc::channel();
    let (_go_on, may_go_on) = mpsc::channel::<()>();
    let may_go_on = std::sync::Mutex::new(may_go_on);
    let meter = provider.meter("shop");
    let slow = meter.u64_observable_gauge("slow");
    slow.with_callback(move |_| {
        let _ = entered.send(());
        let _ = may_go_on.lock().unwrap().recv_timeout(PATIENCE);
    })
    .build();
    let mut scraper = TcpStream::connect(page.address().unwrap()).unwrap();
    scraper
        .write_all(b"GET /metrics HTTP/1.1\r\nhost: x\r\n\r\n")
        .unwrap();
    has_entered.recv_timeout(PATIENCE).unwrap();
    assert!(provider.shutdown().is_err(), "it cannot have ended");
}

#[test]
fn what_is_on_the_page_can_be_chosen() {
    let text = |settings: Prometheus| {
        let (provider, page) = start(&settings.not_served());
        assert_eq!(page.address(), None);
        let meter = provider.meter("shop");
        let counter = meter.u64_counter("waited").with_unit("s");
        counter.build().add(2, &[]);
        page.text().unwrap()
    };
    let everything = text(Prometheus::new());
    assert!(everything.contains("waited_seconds_total{otel_scope_name=\"shop\"} 2\n"));
    let little = Prometheus::new()
        .without_scope_labels()
        .without_target_info();
    let little = text(little.without_suffixes());
    assert_eq!(little, "# TYPE waited counter\nwaited 2\n");
    let labelled = Prometheus::new().resource_labels(["cloud.*", "service.name"], ["*name"]);
    let labelled = text(labelled.without_scope_labels());
    let series = "waited_seconds_total{cloud_region=\"north\"} 2\n";
    assert!(labelled.contains(series), "{labelled}");
}

#[test]
fn an_address_is_shown_as_a_url_has_it() {
    for (host, shown) in [
        ("localhost", "prometheus http://localhost:9464/metrics"),
        ("::1", "prometheus http://[::1]:9464/metrics"),
        ("[::1]", "prometheus http://[::1]:9464/metrics"),
    ] {
        assert_eq!(Prometheus::new().host(host).describe(), shown);
    }
}
