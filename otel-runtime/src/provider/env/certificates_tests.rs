#![allow(clippy::unwrap_used)]

use super::{
    super::settings::{Source, Sourced},
    otlp::TRACES,
    test_support::{quiet, warned},
};
use crate::export::scratch::Folder;

/// A file that is no PEM.
const NO_PEM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");

/// Writes a certificate and its key; their paths.
fn pair(folder: &Folder) -> [String; 2] {
    let made = rcgen::generate_simple_self_signed(["client".to_owned()]).unwrap();
    std::fs::create_dir_all(folder.path()).unwrap();
    [
        ("certificate.pem", made.cert.pem()),
        ("key.pem", made.signing_key.serialize_pem()),
    ]
    .map(|(name, pem)| {
        let path = folder.path().join(name);
        std::fs::write(&path, pem).unwrap();
        path.to_str().unwrap().to_owned()
    })
}

fn source<T>(found: &Sourced<Option<T>>) -> Option<Source> {
    found.value.as_ref().map(|_| found.source)
}

#[test]
fn a_certificate_that_cannot_be_used_is_named_and_left_out() {
    let [_, name] = TRACES.certificate;
    let missing = "/does/not/exist.pem";
    let settings = warned(
        &[(name, missing)],
        &[name, missing, "PEM with certificates"],
    );
    assert!(settings.otlp.roots.is_none());
    let settings = warned(&[(name, NO_PEM)], &[name, NO_PEM, "PEM with certificates;"]);
    assert!(settings.otlp.roots.is_none());
    let [_, key] = TRACES.client_key;
    let settings = warned(&[(key, NO_PEM)], &[key, "both"]);
    assert!(settings.otlp.identity.is_none());
}

#[test]
fn the_general_file_is_used_where_that_of_traces_cannot_be() {
    let folder = Folder::new();
    let [good, good_key] = pair(&folder);
    let [of_traces, general] = TRACES.certificate;
    for bad in [NO_PEM, "/does/not/exist.pem"] {
        let variables = [(of_traces, bad), (general, good.as_str())];
        let settings = warned(&variables, &[of_traces, bad, "what holds without it"]);
        assert_eq!(
            source(&settings.otlp.roots),
            Some(Source::Variable(general))
        );
    }

    let [of_traces, general] = TRACES.client_certificate;
    let [key_of_traces, general_key] = TRACES.client_key;
    let own = [(general, good.as_str()), (general_key, good_key.as_str())];
    let is_general = Some(Source::Variable(general));
    assert_eq!(source(&quiet(&own).otlp.identity), is_general);
    for name in [of_traces, key_of_traces] {
        let variables = [own[0], own[1], (name, NO_PEM)];
        let settings = warned(&variables, &[name, NO_PEM, "private key that belongs"]);
        assert_eq!(source(&settings.otlp.identity), is_general, "{name}");
    }
    // The general key is that of metrics too.
    let of_metrics = "OTEL_EXPORTER_OTLP_METRICS_CLIENT_CERTIFICATE";
    let variables = [(of_traces, good.as_str()), (of_metrics, &good), own[1]];
    let of_both = source(&quiet(&variables).otlp.identity);
    assert_eq!(of_both, Some(Source::Variable(of_traces)));
    let variables = [(general, NO_PEM), own[1]];
    assert!(warned(&variables, &[general]).otlp.identity.is_none());
}
