#![allow(clippy::unwrap_used)]

use super::test_support::{mistakes, quiet, read, resource, tracer};

#[test]
fn all_mistakes_are_told_at_once_in_the_order_of_their_lines() {
    let text = r#"file_format: "1.0"
disabled: maybe
tracer_provider:
  processors:
    - batch:
        schedule_dely: 100
        max_queue_size: 0
        exporter:
          otlp_http:
            endpoint: collector 4318
  sampler:
    parent_based:
      root:
        sometimes:
  limits:
    event_count_limit: "12"
"#;
    assert_eq!(
        mistakes(text),
        [
            "2:11: disabled: \"maybe\" is not allowed; allowed: true, false",
            "6:9: tracer_provider.processors[0].batch.schedule_dely: an unknown key; did you mean \
             schedule_delay?",
            "7:25: tracer_provider.processors[0].batch.max_queue_size: \"0\" is not allowed; \
             allowed: a whole number from 1 to 2147483647",
            "10:23: tracer_provider.processors[0].batch.exporter.otlp_http.endpoint: \
             \"collector 4318\" is not allowed; allowed: http:// or https://, a host, and a port, \
             as in http://localhost:4317",
            "14:9: tracer_provider.sampler.parent_based.root: \"sometimes\" is no sampler here; \
             allowed: always_on, always_off, trace_id_ratio_based, probability, parent_based, \
             composite; rate_limited, adaptive, per_environment of our own",
            "16:24: tracer_provider.limits.event_count_limit: \"12\" (a text, by its quotes) is not \
             allowed; allowed: a whole number from 0 to 2147483647",
        ]
    );
}

#[test]
fn the_mistakes_in_the_documentation_are_told_like_that() {
    let page = include_str!("../../../../docs/configuration.md");
    let blocks: Vec<&str> = page.split("```").collect();
    let mut told = blocks
        .iter()
        .filter_map(|text| text.split_once("cannot be used\n"));
    let (_, told) = told.next().unwrap_or_default();
    let text = r#"file_format: "1.0"
resource:
tracer_provider:
  processors:
    - batch:
        schedule_dely: 100
        exporter:
          console:
  limits:
  sampler:
    trace_id_ratio_based:
      ratio: 1.5
"#;
    let told: Vec<&str> = told.lines().map(str::trim).collect();
    assert_eq!(mistakes(text), told);
}

/// The one mistake of a file, which has to have all of `parts`.
fn one(text: &str, parts: &[&str]) {
    let mistakes = mistakes(text);
    let [mistake] = mistakes.as_slice() else {
        panic!("one mistake expected in\n{text}\n{mistakes:#?}")
    };
    for part in parts {
        assert!(mistake.contains(part), "{part:?} is not in {mistake:?}");
    }
}

#[test]
fn versions_of_another_time_are_refused() {
    for format in ["\"0.4\"", "2.0", "one", "1", "\"1.x\""] {
        one(
            &format!("file_format: {format}"),
            &["1:14: file_format: ", "1.0 to 1.2"],
        );
    }
    one("disabled: true", &["1:1: the key file_format is missing"]);
}

#[test]
fn types_are_those_of_the_format() {
    for (lines, parts) in [
        (
            "  sampler: always_on\n",
            ["3:12: ", "a single value stands here", "one sampler"],
        ),
        ("  sampler: {}\n", ["3:12: ", "one sampler", "these are 0"]),
        (
            "  sampler: {always_on: , always_off: }\n",
            ["3:12: ", "one sampler", "these are 2"],
        ),
        (
            "  sampler: {always_on: {ratio: 1}}\n",
            ["3:25: ", "always_on.ratio", "none is allowed here"],
        ),
        (
            "  sampler: {trace_id_ratio_based: {ratio: 1.5}}\n",
            ["3:43: ", "ratio: \"1.5\"", "a number from 0 to 1"],
        ),
        (
            "  sampler: {rate_limited: {spans_per_second: 0}}\n",
            ["3:46: ", "\"0\"", "a number above 0"],
        ),
        (
            "  sampler: {adaptive: }\n",
            ["3:", "adaptive", "traces_per_second is missing"],
        ),
        (
            "  sampler: {composite: {parent_based: }}\n",
            ["3:24: ", "\"parent_based\"", "parent_threshold"],
        ),
        (
            "  sampler: {composite: {rule_based: {rules: [{span_kinds: [odd], sampler: {always_on: }}]}}}\n",
            ["rules[0].span_kinds[0]", "\"odd\"", "internal, server"],
        ),
        (
            "  sampler: {composite: {rule_based: {rules: [{span_kinds: [client]}]}}}\n",
            ["3:46: ", "rules[0]", "sampler is missing"],
        ),
        (
            "  sampler: {jaeger_remote: {}}\n",
            ["3:12: ", "\"jaeger_remote\"", "no sampler here"],
        ),
        (
            "  sampler: {always_record: {root: {always_on: }}}\n",
            ["3:12: ", "\"always_record\"", "no sampler here"],
        ),
        (
            "  limits: []\n",
            ["3:11: ", "a list stands here", "a mapping"],
        ),
        (
            "  limits: 5\n",
            ["3:11: ", "a single value stands here", "a mapping"],
        ),
        (
            "  limits: {link_count_limit: -1}\n",
            ["3:30: ", "\"-1\"", "from 0 to 2147483647"],
        ),
        (
            "  limits: {link_count_limit: 2147483648}\n",
            ["3:30: ", "link_count_limit", "from 0 to 2147483647"],
        ),
        (
            "  limits: {link_count_limit: [1]}\n",
            ["3:30: ", "a list stands here", "whole number"],
        ),
        (
            "  id_generator: {random: }\n",
            ["3:17: ", "id_generator", "not supported"],
        ),
    ] {
        one(&tracer(lines), &parts);
    }
}

#[test]
fn processors_need_an_exporter_that_there_is() {
    let processors =
        |lines: &str| format!("file_format: \"1.0\"\ntracer_provider:\n  processors: {lines}\n");
    for (lines, parts) in [
        ("", ["3:3: ", "processors is missing"]),
        (
            "[]",
            [
                "3:15: ",
                "an empty list stands here; allowed: one item or more",
            ],
        ),
        (
            "{batch: }",
            ["3:15: ", "a mapping stands here; allowed: a list"],
        ),
        (
            "[{batch: }]",
            ["processors[0].batch", "exporter is missing"],
        ),
        (
            "[{simple: {}}]",
            ["processors[0].simple", "exporter is missing"],
        ),
        ("[{other: {}}]", ["3:16: ", "allowed: batch, simple"]),
        (
            "[{simple: {exporter: {zipkin: }}}]",
            [
                "\"zipkin\"",
                "allowed: otlp_http, otlp_grpc, otlp_file, console",
            ],
        ),
        (
            "[{simple: {exporter: {console: {color: true}}}}]",
            ["console.color", "none is allowed"],
        ),
        (
            "[{simple: {exporter: {otlp_http: {encoding: yaml}}}}]",
            ["encoding: \"yaml\"", "allowed: protobuf"],
        ),
        (
            "[{simple: {schedule_delay: 1, exporter: {console: }}}]",
            ["simple.schedule_delay", "allowed: exporter"],
        ),
        (
            "[{batch: {max_queue_size: 5, max_export_batch_size: 6, exporter: {console: }}}]",
            ["max_export_batch_size: \"6\"", "the size of the queue, 5"],
        ),
        (
            "[{simple: {exporter: {otlp_grpc: {tls: {ca_file: ca.pem}}}}}]",
            ["tls.ca_file: \"ca.pem\"", "an absolute path"],
        ),
        (
            "[{simple: {exporter: {otlp_grpc: {tls: {key_file: /k.pem}}}}}]",
            ["tls.key_file", "need each other"],
        ),
        (
            "[{simple: {exporter: {otlp_http: {tls: {ca_file: /no/such.pem}}}}}]",
            ["tls.ca_file: \"/no/such.pem\"", "No such file"],
        ),
    ] {
        one(&processors(lines), &parts);
    }
}

#[test]
fn attributes_that_cannot_be_are_refused() {
    for (lines, parts) in [
        (
            "[{name: a}]",
            ["3:16: ", "attributes[0]", "value is missing"],
        ),
        (
            "[{value: a}]",
            ["3:16: ", "attributes[0]", "name is missing"],
        ),
        (
            "[{name: a, value: x, type: int}]",
            ["3:33: ", "\"x\"", "a whole number"],
        ),
        (
            "[{name: a, value: [1], type: int}]",
            ["3:33: ", "a list", "a whole number"],
        ),
        (
            "[{name: a, value: 1, type: number}]",
            ["3:42: ", "\"number\"", "double_array"],
        ),
        (
            "[{name: service.name, value: ''}]",
            ["3:44: ", "attributes[0].value", "the name of the service"],
        ),
        (
            "[{name: '', value: a}]",
            ["3:16: ", "attributes[0]: ", "the name is empty"],
        ),
        (
            "[{name: a, value: [1, x], type: int_array}]",
            ["value[1]", "\"x\"", "a whole number"],
        ),
    ] {
        one(&resource(&format!("  attributes: {lines}\n")), &parts);
    }
    one(
        &resource("  attributes_list: a=1,b\n"),
        &["3:20: ", "a broken list"],
    );
    one(
        &resource("  detection: {detectors: [{moon: }]}\n"),
        &["\"moon\"", "container, host, k8s, os, process, service"],
    );
}

#[test]
fn a_slip_at_the_top_is_refused_and_propagators_have_names() {
    one(
        "file_format: \"1.0\"\ntracer_providr:\n",
        &["2:1: ", "did you mean tracer_provider?"],
    );
    let text = "file_format: \"1.0\"\npropagator: {composite: [{smoke: }]}\n";
    one(
        text,
        &[
            "2:26: ",
            "\"smoke\"",
            "tracecontext, baggage, b3, b3multi, jaeger",
        ],
    );
    let text = "file_format: \"1.0\"\npropagator: {composite_list: 'baggage, smoke'}\n";
    one(text, &["2:30: ", "\"smoke\""]);
    let text = "file_format: \"1.0\"\npropagator: {composite: [{ottrace: }]}\n";
    one(text, &["2:26: ", "\"ottrace\"", "deprecated"]);
    assert!(
        quiet("file_format: \"1.0\"\npropagator: {composite_list: none}\n")
            .propagators
            .is_empty()
    );
}

#[test]
fn a_key_is_given_once_with_or_without_its_stability() {
    one(
        &tracer("  sampler: {always_on: }\n  sampler/development: {always_off: }\n"),
        &[
            "4:3: tracer_provider.sampler/development: ",
            "the same key is in line 3, as \"sampler\"",
        ],
    );
    one(
        "file_format: \"1.0\"\nresource/development:\nresource:\n",
        &["3:1: resource: ", "in line 2, as \"resource/development\""],
    );
    one(
        &tracer("  samplr/development: {always_on: }\n"),
        &["3:3: ", "did you mean sampler?"],
    );
    let others = "file_format: \"1.0\"\nx: 1\nx/development: 2\n";
    assert_eq!(read(others).1.len(), 2, "what nobody reads may be anything");
}

#[test]
fn what_variables_hold_is_shown_nowhere() {
    for lines in [
        "  sampler: {trace_id_ratio_based: {ratio: \"${SECRET}\"}}\n",
        "  limits:\n    link_count_limit: ${SECRET}\n",
    ] {
        let shown = mistakes(&tracer(lines)).join("\n");
        assert!(shown.contains("what \"${SECRET}\" stands for"), "{shown}");
        assert!(!shown.contains("hunter2"), "{shown}");
    }
    let exporter = |settings: &str| {
        let processors =
            format!("  processors: [{{simple: {{exporter: {{otlp_http: {settings}}}}}}}]");
        format!("file_format: \"1.0\"\ntracer_provider:\n{processors}\n")
    };
    for settings in [
        "{headers: [{name: api-key, value: \"${SECRET}\\n\"}]}",
        "{headers_list: \"api-key=${SECRET},hunter2\"}",
        "{endpoint: 'http://user:${SECRET}@'}",
        "{endpoint: 'ftp://${SECRET}'}",
        "{headers: [{name: 'a ${SECRET}', value: x}]}",
        "{headers_list: 'a ${SECRET}=b'}",
        "{tls: {ca_file: \"${SECRET}\"}}",
        "{tls: {ca_file: \"/${SECRET}\"}}",
    ] {
        let shown = mistakes(&exporter(settings)).join("\n");
        assert!(!shown.contains("hunter2"), "{shown}");
    }
    for top in [
        "file_format: '${SECRET}'",
        "file_format: '1.0'\nlog_level: ${SECRET}",
        "file_format: '1.0'\npropagator: {composite_list: '${SECRET}'}",
        "file_format: '1.0'\nresource: {attributes: [{name: '${SECRET}', value: x, type: int}]}",
    ] {
        let shown = mistakes(top).join("\n");
        assert!(!shown.contains("hunter2"), "{shown}");
    }
    let key = "file_format: \"1.0\"\ndistribution: {otel-runtime: {mask_key: '${SECRET}'}}\n";
    let shown = mistakes(key).join("\n");
    assert!(
        shown.contains("7 bytes") && !shown.contains("hunter2"),
        "{shown}"
    );
}

#[test]
fn a_reference_that_is_none_is_refused_even_where_nothing_is_read() {
    let text = "file_format: \"1.0\"\nlogger_provider:\n  a: [1, 'x ${1A} y']\n";
    one(
        text,
        &["3:10: ", "\"${1A}\" is no reference", "${NAME:-default}"],
    );
}

#[test]
fn quotes_make_a_text_of_what_a_variable_holds() {
    let limit = |value: &str| tracer(&format!("  limits:\n    link_count_limit: {value}\n"));
    assert_eq!(*quiet(&limit("${NUMBER}")).limits.links, 7);
    assert_eq!(*quiet(&limit("1${NUMBER}")).limits.links, 17);
    assert_eq!(*quiet(&limit("${UNSET}")).limits.links, 128);
    one(&limit("\"${NUMBER}\""), &["(a text, by its quotes)"]);
    let (settings, _) = read(&limit("${UNSET:-0x1f}"));
    assert_eq!(*settings.limits.links, 31);
}
