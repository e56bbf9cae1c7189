//! What holds of our decoders whatever bytes they are given.
//!
//! Each target is a function of bytes that panics where something does not hold. libFuzzer runs it
//! with bytes of its own making (`fuzz/README.md` says how, and how to add one); what it has found
//! to be different is in `fuzz/corpus`, over which `cargo test` runs it again.

#![allow(clippy::unwrap_used, missing_docs)]

mod headers;
mod span;

macro_rules! targets {
    ($($(#[$condition:meta])? $name:ident),* $(,)?) => {
        $(
            $(#[$condition])?
            mod $name;
            $(#[$condition])?
            pub use $name::$name;
        )*

        #[cfg(test)]
        const TARGETS: &[(&str, fn(&[u8]))] = &[$($(#[$condition])? (stringify!($name), $name)),*];
    };
}

targets! {
    b3,
    baggage,
    #[cfg(feature = "config-file")]
    configuration,
    grpc_status,
    http_answer,
    jaeger,
    otlp_response,
    otlp_split,
    proto_fields,
    record_decode,
    record_revise,
    record_stored,
    record_write,
    spool_segment,
    traceparent,
    tracestate,
}

#[cfg(test)]
#[test]
fn what_libfuzzer_found_to_be_different_still_holds() {
    let corpus = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    if !corpus.exists() {
        eprintln!("SKIPPED: no corpus here");
        return;
    }
    for (name, target) in TARGETS {
        let files = std::fs::read_dir(corpus.join(name)).unwrap();
        let files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
        assert!(!files.is_empty(), "{name} has no corpus");
        for file in files {
            let bytes = std::fs::read(&file).unwrap();
            let held = std::panic::catch_unwind(|| target(&bytes));
            assert!(held.is_ok(), "it does not hold of {}", file.display());
        }
    }
}
