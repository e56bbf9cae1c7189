//! Every type of value.

use std::{borrow::Cow, rc::Rc, sync::Arc};

use journey_tests::{span, traced, values};
use opentelemetry::{Array, StringValue, Value};
use otel_runtime::traced;

#[traced(attrs(
    bool = true,
    i8 = -1i8, i16 = -1i16, i32 = -1i32, i64 = i64::MIN, isize = -1isize,
    u8 = 255u8, u16 = 1u16, u32 = u32::MAX, u64 = 1u64, usize = 1usize,
    i128 = -1i128, u128 = 1u128,
    f32 = 0.5f32, f64 = -0.25,
    char = 'é', str = "text", string = String::from("text"), cow = Cow::Borrowed("text"),
    arc = Arc::<str>::from("text"), rc = Rc::<str>::from("text"), boxed = Box::<str>::from("text"),
    empty = "", reference = &&"text",
))]
fn scalars() {}

#[test]
fn scalars_keep_their_types() {
    let ((), spans) = traced(scalars);
    let span = span(&spans, "scalars");
    let only = |key: &str| {
        let mut found = values(&span, key);
        assert_eq!(found.len(), 1, "{key}");
        found.remove(0)
    };
    assert_eq!(only("bool"), Value::Bool(true));
    for key in ["i8", "i16", "i32", "isize", "i128"] {
        assert_eq!(only(key), Value::I64(-1), "{key}");
    }
    for key in ["u16", "u64", "usize", "u128"] {
        assert_eq!(only(key), Value::I64(1), "{key}");
    }
    assert_eq!(only("i64"), Value::I64(i64::MIN));
    assert_eq!(only("u8"), Value::I64(255));
    assert_eq!(only("u32"), Value::I64(i64::from(u32::MAX)));
    assert_eq!(only("f32"), Value::F64(0.5));
    assert_eq!(only("f64"), Value::F64(-0.25));
    assert_eq!(only("char"), Value::from("é"));
    assert_eq!(only("empty"), Value::from(""));
    for key in ["str", "string", "cow", "arc", "rc", "boxed", "reference"] {
        assert_eq!(only(key), Value::from("text"), "{key}");
    }
}

#[traced(attrs(u64 = u64::MAX, u128 = u128::MAX, i128 = i128::MIN))]
fn wide() {}

#[test]
fn numbers_that_do_not_fit_are_text() {
    let ((), spans) = traced(wide);
    let span = span(&spans, "wide");
    assert_eq!(values(&span, "u64"), [u64::MAX.to_string().into()]);
    assert_eq!(values(&span, "u128"), [u128::MAX.to_string().into()]);
    assert_eq!(values(&span, "i128"), [i128::MIN.to_string().into()]);
}

#[traced(attrs(
    bools = [true, false], numbers = vec![1, -2], halves = &[0.5f32][..],
    texts = ["a", "b"], strings = vec!["a".to_owned()], none = Vec::<i64>::new(),
))]
fn lists() {}

#[test]
fn lists_keep_their_types() {
    let ((), spans) = traced(lists);
    let span = span(&spans, "lists");
    let texts = |texts: &[&'static str]| {
        let texts = texts.iter().map(|text| StringValue::from(*text));
        Value::Array(Array::String(texts.collect()))
    };
    assert_eq!(
        values(&span, "bools"),
        [Value::Array(Array::Bool(vec![true, false]))]
    );
    assert_eq!(
        values(&span, "numbers"),
        [Value::Array(Array::I64(vec![1, -2]))]
    );
    assert_eq!(
        values(&span, "halves"),
        [Value::Array(Array::F64(vec![0.5]))]
    );
    assert_eq!(values(&span, "texts"), [texts(&["a", "b"])]);
    assert_eq!(values(&span, "strings"), [texts(&["a"])]);
    assert_eq!(values(&span, "none"), [texts(&[])]);
}

#[traced(attrs(some = Some(1), none = None::<i64>, nested = Some(None::<&str>), text = some.as_deref()))]
fn options(some: Option<String>) {
    let _ = some;
}

#[test]
fn none_is_left_out() {
    let ((), spans) = traced(|| options(Some("x".to_owned())));
    let span = span(&spans, "options");
    assert_eq!(span.attributes.len(), 2);
    assert_eq!(values(&span, "some"), [Value::I64(1)]);
    assert_eq!(values(&span, "text"), ["x".into()]);
}

#[test]
fn values_of_any_length_arrive_whole() {
    #[traced(attrs(text))]
    fn long(text: &str) {
        let _ = text;
    }
    for length in [0, 126, 127, 128, 16_383, 16_384, 70_000, 3_000_000] {
        let text = "x".repeat(length);
        let ((), spans) = traced(|| long(&text));
        assert_eq!(values(&span(&spans, "long"), "text"), [text.into()]);
    }
}
