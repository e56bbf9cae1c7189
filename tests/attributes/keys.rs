//! Every form of key.

use journey_tests::{span, traced, values};
use otel_runtime::traced;

const REGION: &str = "cloud.region";

struct User {
    id: u64,
    plan: Plan,
}

struct Plan {
    name: &'static str,
}

#[derive(Debug)]
struct Shape;

impl std::fmt::Display for Shape {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a shape")
    }
}

#[traced(attrs(
    user.id, user.plan.name, count, own = count + 1, a.b.c = "dotted",
    "any key, even this" = 1, {REGION} = "eu", shown = %shape, debugged = ?shape,
))]
fn every_form(user: &User, count: i64, shape: Shape) {
    let _ = (user, count, shape);
}

#[test]
fn every_form_of_key_and_value() {
    let user = User {
        id: 7,
        plan: Plan { name: "gold" },
    };
    let ((), spans) = traced(|| every_form(&user, 1, Shape));
    spans.assert_tree(
        r#"every_form user.id=7 user.plan.name="gold" count=1 own=2 a.b.c="dotted" "any key, even this"=1 cloud.region="eu" shown="a shape" debugged="Shape""#,
    );
    assert_eq!(span(&spans, "every_form").attributes.len(), 9);
}

struct Opaque;

#[traced(args)]
fn all(number: i64, text: &str, shape: Shape, list: Vec<u8>, opaque: Opaque) {
    let _ = (number, text, shape, list, opaque);
}

#[traced(args(b))]
fn chosen(a: i64, b: i64) {
    let _ = (a, b);
}

#[test]
fn arguments_are_recorded_as_their_types_allow() {
    let ((), spans) = traced(|| all(1, "text", Shape, vec![1, 2], Opaque));
    spans.assert_tree("all number=1 text=\"text\" shape=\"a shape\" list=[1,2]");
    assert!(values(&span(&spans, "all"), "opaque").is_empty());
    let ((), spans) = traced(|| chosen(1, 2));
    spans.assert_tree("chosen b=2");
    assert!(values(&span(&spans, "chosen"), "a").is_empty());
}

const OWN: &str = "own";

#[traced(attrs(own = 1, {OWN} = 2))]
fn repeated() {}

#[test]
fn a_key_stays_unique_where_the_macro_cannot_tell() {
    let ((), spans) = traced(repeated);
    assert_eq!(values(&span(&spans, "repeated"), "own"), [2.into()]);
}

#[traced(attrs(error.type = "mine"))]
fn fails() -> Result<(), String> {
    Err("failed".to_owned())
}

#[test]
fn the_outcome_replaces_what_the_start_said() {
    let (_, spans) = traced(fails);
    let types = values(&span(&spans, "fails"), "error.type");
    assert_eq!(types, ["alloc::string::String".into()]);
}
