//! The table of shapes in the documentation.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use crate::shape::Shape;

const BEGIN: &str =
    "<!-- The rows are written by the probe: BLESS=1 cargo test -p shape-probe -->\n";

/// Fails when the table does not say what the programs say; `BLESS=1` writes it anew.
pub(crate) fn compare(shapes: &[Shape]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../otel-macros/SHAPES.md");
    let page = fs::read_to_string(&path).unwrap();
    let (before, _) = page.split_once(BEGIN).unwrap();
    let wanted = format!("{before}{BEGIN}{}", rows(shapes));
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, &wanted).unwrap();
    } else {
        assert!(
            page == wanted,
            "SHAPES.md is not up to date: BLESS=1 cargo test -p shape-probe"
        );
    }
}

fn rows(shapes: &[Shape]) -> String {
    let broken = shapes.iter().filter(|shape| shape.breaks.is_some()).count();
    let mut rows = format!(
        "\n{} shapes, of which {} compile traced.\n",
        shapes.len(),
        shapes.len() - broken
    );
    let mut group = "";
    for shape in shapes {
        let (its_group, name) = shape.name.split_once('/').unwrap();
        if its_group != group {
            group = its_group;
            let _ = write!(rows, "\n### {group}\n\n{HEADING}");
        }
        let _ = writeln!(
            rows,
            "| `{name}` | {} | {} | {} | {} |",
            shape.sentence.trim_end_matches('.'),
            shape.editions.join(" "),
            ours(shape),
            shape.fails_under.as_deref().unwrap_or_default(),
        );
    }
    rows
}

fn ours(shape: &Shape) -> String {
    match (&shape.breaks, shape.losses()) {
        (Some(why), _) => format!("does not compile: {why}"),
        (None, []) => "as bare".to_owned(),
        (None, lints) => format!("as bare, without `{}`", lints.join("`, `")),
    }
}

const HEADING: &str =
    "| Program | Shape | Editions | `#[traced]` | Fails under |\n|---|---|---|---|---|\n";
