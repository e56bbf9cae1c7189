//! The same headers for us and for the official propagators of Python, which must find the same,
//! but for what `differences.rs` names.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Write},
    process::{Command, Stdio},
    thread,
};

use journey_tests::python_with;
use opentelemetry::{
    Context, baggage::BaggageExt, propagation::TextMapPropagator, trace::TraceContextExt,
};
use otel_runtime::{HeaderPairs, InjectWith, Propagator};
use serde_json::{Value, json};

use crate::{
    differences::{Answer, reason},
    headers::{self, Chance, Headers},
};

/// How many sets of headers of each format.
const SETS: usize = 10_000;

type Generate = fn(&mut Chance) -> Headers;

const FORMATS: [(Propagator, Generate); 5] = [
    (Propagator::TraceContext, headers::trace_context),
    (Propagator::Baggage, headers::baggage),
    (Propagator::B3, headers::b3),
    (Propagator::B3Multi, headers::b3),
    (Propagator::Jaeger, headers::jaeger),
];

fn pairs(headers: &Headers) -> HeaderPairs<'_> {
    headers.iter().map(|(name, value)| (name, value)).collect()
}

fn ours(format: &Propagator, headers: &Headers) -> (Answer, Headers) {
    let context = format.extract_with_context(&Context::new(), &pairs(headers));
    let mut injected = Headers::new();
    let mut carrier =
        InjectWith(|name: &str, value: String| injected.push((name.to_owned(), value)));
    format.inject_context(&context, &mut carrier);
    let span = context.span();
    let parent = span.span_context();
    let answer = Answer {
        parent: match parent.is_valid() {
            true => format!("{}-{}", parent.trace_id(), parent.span_id()),
            false => String::new(),
        },
        flags: parent.trace_flags().to_u8(),
        // As it is sent, for the API cannot hold every state.
        state: injected
            .iter()
            .find(|(name, _)| name == "tracestate")
            .map_or_else(String::new, |(_, value)| value.clone()),
        baggage: context
            .baggage()
            .iter()
            .map(|(key, (value, _))| (key.to_string(), value.to_string()))
            .collect(),
    };
    (answer, injected)
}

/// Asks Python about each set of headers; its answers, and what it would send on.
fn theirs(python: &str, questions: Vec<(&'static str, Headers)>) -> Vec<(Answer, Headers)> {
    let mut child = Command::new(python)
        .arg(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/propagation/official.py"
        ))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let count = questions.len();
    let asking = thread::spawn(move || {
        for (format, headers) in questions {
            writeln!(input, "{}", json!({"format": format, "headers": headers})).unwrap();
        }
    });
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let answers: Vec<_> = lines.map(|line| parse(&line.unwrap())).collect();
    asking.join().unwrap();
    assert!(child.wait().unwrap().success());
    assert_eq!(answers.len(), count);
    answers
}

fn parse(line: &str) -> (Answer, Headers) {
    let value: Value = serde_json::from_str(line).unwrap();
    let map = |value: &Value| -> BTreeMap<String, String> {
        let entries = value.as_object().unwrap().iter();
        entries
            .map(|(key, value)| (key.clone(), value.as_str().unwrap().to_owned()))
            .collect()
    };
    let answer = Answer {
        parent: value["parent"].as_str().unwrap().to_owned(),
        flags: value["flags"].as_u64().unwrap() as u8,
        state: value["state"].as_str().unwrap().to_owned(),
        baggage: map(&value["baggage"]),
    };
    (answer, map(&value["injected"]).into_iter().collect())
}

#[test]
fn the_official_propagators_find_the_same_in_the_same_headers() {
    let Some(python) =
        python_with("opentelemetry.propagators.b3, opentelemetry.propagators.jaeger")
    else {
        return;
    };
    let mut counts: BTreeMap<(String, &str), usize> = BTreeMap::new();
    for (seed, (format, generate)) in FORMATS.into_iter().enumerate() {
        let name: &'static str = match format {
            Propagator::TraceContext => "tracecontext",
            Propagator::Baggage => "baggage",
            Propagator::B3 => "b3",
            Propagator::B3Multi => "b3multi",
            _ => "jaeger",
        };
        let mut chance = Chance(seed as u64);
        let sets: Vec<Headers> = (0..SETS).map(|_| generate(&mut chance)).collect();
        let answers = theirs(
            &python,
            sets.iter().map(|set| (name, set.clone())).collect(),
        );
        let mut onward = Vec::new();
        for (set, (theirs, their_headers)) in sets.iter().zip(answers) {
            let (found, sent) = ours(&format, set);
            let why = if found == theirs {
                "the same"
            } else {
                reason(name, set, &found, &theirs).unwrap_or_else(|| {
                    panic!("{name} {set:?}\n  ours {found:?}\ntheirs {theirs:?}")
                })
            };
            *counts.entry((name.to_owned(), why)).or_default() += 1;
            // What they send, we read as they meant it.
            let (reread, _) = ours(&format, &their_headers);
            assert_eq!(reread.parent, theirs.parent, "{name} {their_headers:?}");
            assert_eq!(
                reread.flags & 1,
                theirs.flags & 1,
                "{name} {their_headers:?}"
            );
            onward.push((found, sent));
        }
        // What we send, they read as we meant it.
        let sent = onward
            .iter()
            .map(|(_, sent)| (name, sent.clone()))
            .collect();
        for ((found, sent), (reread, _)) in onward.iter().zip(theirs(&python, sent)) {
            assert_eq!(reread.parent, found.parent, "{name} {sent:?}");
            assert_eq!(reread.flags & 1, found.flags & 1, "{name} {sent:?}");
            if name != "jaeger" || !reread.parent.is_empty() {
                let same = reread.baggage == found.baggage;
                assert!(
                    same || reason(name, sent, found, &reread).is_some(),
                    "{name} {sent:?}"
                );
            }
        }
    }
    for ((format, why), count) in &counts {
        eprintln!("{format:13}{count:7}  {why}");
    }
    let same = |name: &str| {
        counts
            .get(&(name.to_owned(), "the same"))
            .copied()
            .unwrap_or_default()
    };
    for name in ["tracecontext", "baggage", "b3", "b3multi", "jaeger"] {
        assert!(same(name) > SETS / 2, "{name}: {} are the same", same(name));
    }
}
