//! The table of messages in the manual against those that the failing programs show.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Programs that show what rustc itself finds in a traced function.
const OF_RUSTC: [&str; 4] = [
    "body/",
    "lints-are-kept",
    "expression/hidden",
    "tasks/types",
];

/// What it finds in other programs, besides what they show.
const OF_RUSTC_TOO: [&str; 2] = ["file not found", "unused return value"];

#[test]
fn every_message_is_in_the_table_and_has_a_program_that_shows_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let table = fs::read_to_string(folder.join("../../otel-macros/manual/messages.md")).unwrap();
    let explained: BTreeSet<String> = table.lines().filter_map(row).collect();
    let mut shown = BTreeSet::new();
    for file in outputs(&folder.join("fail")) {
        let path = file.to_string_lossy().into_owned();
        if !OF_RUSTC.iter().any(|part| path.contains(part)) {
            let output = fs::read_to_string(&file).unwrap();
            shown.extend(output.lines().filter_map(error));
        }
    }
    assert!(shown.len() > 40, "the programs are gone: {shown:#?}");
    let unexplained: Vec<_> = shown.difference(&explained).collect();
    assert!(
        unexplained.is_empty(),
        "not in manual/messages.md: {unexplained:#?}"
    );
    let unseen: Vec<_> = explained.difference(&shown).collect();
    assert!(
        unseen.is_empty(),
        "no program under fail/ shows: {unseen:#?}"
    );
}

fn outputs(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(outputs(&path));
        } else if path
            .extension()
            .is_some_and(|extension| extension == "stderr")
        {
            found.push(path);
        }
    }
    found
}

/// The message in a row of the table.
fn row(line: &str) -> Option<String> {
    let (message, _) = line.strip_prefix("| ``")?.split_once("`` |")?;
    Some(shape(message.trim()))
}

/// The message in a line of the compiler's output.
fn error(line: &str) -> Option<String> {
    let rest = line.strip_prefix("error")?;
    let (_, message) = rest.split_once(": ")?;
    let of_rustc = OF_RUSTC_TOO.iter().any(|start| message.starts_with(start));
    (!of_rustc).then(|| shape(message))
}

/// What is the same in all messages of a kind: lists of words as one, and no suggestion.
fn shape(message: &str) -> String {
    let message = message.split("; known are").next().unwrap_or_default();
    let mut text = String::new();
    for (position, part) in message.split('`').enumerate() {
        text.push_str(if position % 2 == 0 { part } else { "_" });
    }
    let mut text = text.replace(" (did you mean _?)", "");
    for list in ["_, _", "_ or _"] {
        while text.contains(list) {
            text = text.replace(list, "_");
        }
    }
    text
}

#[test]
fn messages_of_a_kind_have_one_shape() {
    let one = shape("`kind` takes `a`, `b` or `c`, not `d` (did you mean `c`?)");
    assert_eq!(one, shape("`panic` takes `off`, not `on`"));
    assert_ne!(one, shape("`panic` takes `off`, as a word"));
    let unknown = shape("unknown key `knd` (did you mean `kind`?); known are name, kind");
    assert_eq!(unknown, "unknown key _");
}
