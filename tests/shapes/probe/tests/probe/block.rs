//! Every program once more, in a module that is traced as a whole.

use std::fs;
use std::path::Path;

use crate::compile::{Tool, check};
use crate::shape::{Mode, Shape};

/// What goes wrong when the module around a program is traced, and its functions by their own
/// attributes too.
pub(crate) fn faults(shape: &Shape) -> Vec<String> {
    if shape.breaks.is_some() {
        return Vec::new();
    }
    let file = format!("block-{}.rs", shape.name.replace('/', "-"));
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(file);
    fs::write(&path, in_a_block(&fs::read_to_string(&shape.path).unwrap())).unwrap();
    let wrapped = shape.at(path);
    let edition = wrapped.newest_edition();
    let bare = check(&wrapped, edition, Mode::Bare, Tool::Rustc);
    let traced = check(&wrapped, edition, Mode::Traced, Tool::Rustc);
    let differences = if bare.compiles {
        traced.differences(&bare, |lint| shape.may_lose(lint))
    } else {
        format!("does not compile bare:\n{}", bare.text)
    };
    if differences.is_empty() {
        return Vec::new();
    }
    let (name, text) = (&shape.name, &traced.text);
    vec![format!(
        "{name} (in a block, {edition}):\n{differences}\n{text}"
    )]
}

/// The program with all its items in a module.
fn in_a_block(source: &str) -> String {
    let lines: Vec<&str> = source.lines().collect();
    let of_the_crate = |line: &&str| {
        ["//!", "// ", "#!["]
            .iter()
            .any(|start| line.starts_with(start))
            || line.is_empty()
    };
    let head = lines.iter().take_while(|line| of_the_crate(line)).count();
    let (head, items) = lines.split_at(head);
    let items: Vec<String> = items
        .iter()
        .map(|line| {
            let is_main = line.starts_with("fn main(") || line.starts_with("async fn main(");
            let visibility = if is_main { "pub " } else { "" };
            format!("{visibility}{}", line.replace("crate::", "crate::block::"))
        })
        .collect();
    let main = if source.contains("fn main(") {
        "fn main() { let _ = block::main(); }"
    } else {
        ""
    };
    format!(
        "{}\n/// A block.\n#[cfg_attr(traced, ::otel_runtime::traced)]\npub mod block {{\n{}\n}}\n{main}\n",
        head.join("\n"),
        items.join("\n")
    )
}
