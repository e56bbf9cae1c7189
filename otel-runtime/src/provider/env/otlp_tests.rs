use std::time::Duration;

use super::{
    super::settings::{OtlpSettings, Source},
    test_support::{quiet, read, warned},
};
use crate::export::{Compression, Protocol};

fn otlp(variables: &[(&str, &str)]) -> OtlpSettings {
    quiet(variables).otlp
}

#[test]
fn the_defaults_are_http_on_this_machine() {
    let settings = otlp(&[("OTEL_EXPORTER_OTLP_TIMEOUT", "2500")]);
    assert_eq!(*settings.protocol, Protocol::HttpProtobuf);
    assert_eq!(*settings.endpoint, "http://localhost:4318/v1/traces");
    assert_eq!(*settings.timeout, Duration::from_millis(2_500));
    assert_eq!(*settings.compression, Compression::None);
    let settings = otlp(&[("OTEL_EXPORTER_OTLP_PROTOCOL", "GRPC")]);
    assert_eq!(*settings.protocol, Protocol::Grpc);
    assert_eq!(*settings.endpoint, "http://localhost:4317");
}

#[test]
fn the_general_http_endpoint_gets_the_path_of_traces() {
    let endpoint = |name, url| otlp(&[(name, url)]).endpoint.value;
    let general = |url| endpoint("OTEL_EXPORTER_OTLP_ENDPOINT", url);
    assert_eq!(general("http://host:4318"), "http://host:4318/v1/traces");
    assert_eq!(general("http://host:4318/"), "http://host:4318/v1/traces");
    assert_eq!(general("HTTPS://host/base/"), "https://host/base/v1/traces");
    assert_eq!(general("http://[::1]:80"), "http://[::1]:80/v1/traces");
    assert_eq!(general("http://host/a?k=v"), "http://host/a/v1/traces?k=v");
    assert_eq!(general("http://[::1]"), "http://[::1]/v1/traces");
    let traces = |url| endpoint("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", url);
    assert_eq!(traces("http://host:4318"), "http://host:4318");
    assert_eq!(traces("http://host:4318/x"), "http://host:4318/x");
}

#[test]
fn grpc_endpoints_may_leave_out_the_scheme() {
    let endpoint = |url, insecure| {
        otlp(&[
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"),
            ("OTEL_EXPORTER_OTLP_ENDPOINT", url),
            ("OTEL_EXPORTER_OTLP_INSECURE", insecure),
        ])
        .endpoint
        .value
    };
    assert_eq!(endpoint("host:4317", "true"), "http://host:4317");
    assert_eq!(endpoint("host:4317", ""), "https://host:4317");
    assert_eq!(endpoint("https://host:4317", "true"), "https://host:4317");
}

#[test]
fn the_grpc_port_means_grpc_unless_the_protocol_is_named() {
    let endpoint = ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://host:4317");
    let settings = otlp(&[endpoint]);
    assert_eq!(*settings.protocol, Protocol::Grpc);
    assert_eq!(settings.protocol.source, Source::Variable(endpoint.0));
    assert_eq!(*settings.endpoint, "http://host:4317");
    let settings = otlp(&[endpoint, ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")]);
    assert_eq!(*settings.protocol, Protocol::HttpProtobuf);
}

#[test]
fn json_is_a_protocol_where_it_is_compiled_in() {
    let variables = [
        ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json"),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://host:4317"),
    ];
    if cfg!(feature = "json") {
        let settings = otlp(&variables);
        assert_eq!(*settings.protocol, Protocol::HttpJson);
        assert_eq!(*settings.endpoint, "http://host:4317/v1/traces");
    } else {
        let settings = warned(&variables, &["\"http/json\"", "http/protobuf, grpc"]);
        assert_eq!(*settings.otlp.protocol, Protocol::Grpc);
    }
}

#[test]
fn what_is_set_for_traces_beats_what_is_set_for_all() {
    let settings = otlp(&[
        ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://traces"),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://all"),
        ("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "grpc"),
        ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
        ("OTEL_EXPORTER_OTLP_TRACES_HEADERS", "a=1"),
        ("OTEL_EXPORTER_OTLP_HEADERS", "b=2"),
        ("OTEL_EXPORTER_OTLP_TRACES_COMPRESSION", "Gzip"),
        ("OTEL_EXPORTER_OTLP_COMPRESSION", "none"),
        ("OTEL_EXPORTER_OTLP_TRACES_TIMEOUT", "1"),
        ("OTEL_EXPORTER_OTLP_TIMEOUT", "2"),
    ]);
    assert_eq!(*settings.endpoint, "http://traces");
    assert_eq!(*settings.protocol, Protocol::Grpc);
    assert_eq!(settings.headers.len(), 1);
    assert_eq!(settings.headers[0].name, "a");
    assert_eq!(*settings.compression, Compression::Gzip);
    assert_eq!(*settings.timeout, Duration::from_millis(1));
}

#[test]
fn an_unusable_value_for_traces_leaves_what_is_set_for_all() {
    let settings = warned(
        &[
            ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "ftp://traces"),
            ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://all"),
        ],
        &[
            "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=\"ftp://traces\"",
            "a URL like",
        ],
    );
    assert_eq!(*settings.otlp.endpoint, "http://all/v1/traces");
}

#[test]
fn bad_values_are_named() {
    for bad in [
        "host",
        "http://",
        "http://:80",
        "http://h:0",
        "http://h:x",
        "http://a b",
    ] {
        let name = "OTEL_EXPORTER_OTLP_ENDPOINT";
        let settings = warned(&[(name, bad)], &[name, bad, "http://host:4318"]);
        assert_eq!(*settings.otlp.endpoint, "http://localhost:4318/v1/traces");
    }
    warned(
        &[("OTEL_EXPORTER_OTLP_PROTOCOL", "http/xml")],
        &["\"http/xml\"", "http/protobuf, grpc"],
    );
    warned(
        &[("OTEL_EXPORTER_OTLP_COMPRESSION", "zip")],
        &["\"zip\"", "gzip, none"],
    );
    warned(
        &[("OTEL_EXPORTER_OTLP_TIMEOUT", "10s")],
        &["\"10s\"", "milliseconds"],
    );
}

#[test]
fn zstd_is_taken_where_its_feature_is_on_and_else_the_feature_is_named() {
    let variables = [("OTEL_EXPORTER_OTLP_COMPRESSION", "Zstd")];
    if cfg!(feature = "zstd") {
        assert_eq!(*otlp(&variables).compression, Compression::Zstd);
    } else {
        let settings = warned(&variables, &["\"Zstd\"", "the feature `zstd`"]);
        assert_eq!(*settings.otlp.compression, Compression::None);
    }
}

#[test]
fn headers_are_decoded_and_the_last_of_a_name_counts() {
    let settings = otlp(&[(
        "OTEL_EXPORTER_OTLP_HEADERS",
        "Authorization=Basic%20abc==, x-tenant = a%2Cb ,X-Tenant=c,",
    )]);
    let headers: Vec<_> = settings
        .headers
        .iter()
        .map(|header| (header.name.as_str(), header.value.as_str()))
        .collect();
    assert_eq!(
        headers,
        [("authorization", "Basic abc=="), ("x-tenant", "c")]
    );
}

#[test]
fn bad_headers_are_counted_and_never_shown() {
    let settings = warned(
        &[(
            "OTEL_EXPORTER_OTLP_HEADERS",
            "ok=1,hunter2,sécret=hunter2,key=hunter2%0d%0a,b=hunter2%zz",
        )],
        &[
            "OTEL_EXPORTER_OTLP_HEADERS",
            "value not shown",
            "entry 2, 3, 4, 5",
        ],
    );
    assert_eq!(settings.otlp.headers.len(), 1);
    let (_, warnings) = read(&[
        ("OTEL_EXPORTER_OTLP_HEADERS", "hunter2"),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "ftp://u:hunter2@host"),
    ]);
    assert_eq!(warnings.len(), 2);
    assert!(!warnings.concat().contains("hunter2"), "{warnings:?}");
}
