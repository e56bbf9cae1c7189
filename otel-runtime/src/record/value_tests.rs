//! The bytes of values, read by the official decoder.
#![allow(clippy::unwrap_used)]

use std::{borrow::Cow, rc::Rc, sync::Arc};

use opentelemetry::{Array, Value};
use opentelemetry_proto::tonic::common::v1::{AnyValue, ArrayValue, any_value::Value as Decoded};
use prost::Message;

use super::AttributeValue;

#[track_caller]
fn encoded(value: &(impl AttributeValue + ?Sized)) -> AnyValue {
    assert!(value.is_present());
    let mut bytes = vec![0xee; value.encoded_len() + 1];
    assert_eq!(value.encode(&mut bytes), [0xee], "as long as it said");
    bytes.pop();
    AnyValue::decode(&bytes[..]).unwrap()
}

fn any(value: Decoded) -> AnyValue {
    AnyValue { value: Some(value) }
}

fn text(text: &str) -> AnyValue {
    any(Decoded::StringValue(text.to_owned()))
}

fn list(values: impl IntoIterator<Item = AnyValue>) -> AnyValue {
    let values = values.into_iter().collect();
    any(Decoded::ArrayValue(ArrayValue { values }))
}

#[test]
fn numbers() {
    for value in [i64::MIN, -1, 0, 1, 127, 128, i64::MAX] {
        assert_eq!(encoded(&value), any(Decoded::IntValue(value)));
        assert_eq!(encoded(&i128::from(value)), any(Decoded::IntValue(value)));
    }
    assert_eq!(encoded(&i8::MIN), any(Decoded::IntValue(-128)));
    assert_eq!(encoded(&u8::MAX), any(Decoded::IntValue(255)));
    assert_eq!(encoded(&u64::MAX), text("18446744073709551615"));
    assert_eq!(encoded(&(1u64 << 63)), text("9223372036854775808"));
    for value in [0.0, -0.0, 1.5, f64::MIN, f64::INFINITY] {
        assert_eq!(encoded(&value), any(Decoded::DoubleValue(value)));
    }
    assert_eq!(
        encoded(&0.1f32),
        any(Decoded::DoubleValue(f64::from(0.1f32)))
    );
    assert_eq!(encoded(&true), any(Decoded::BoolValue(true)));
    assert_eq!(encoded(&false), any(Decoded::BoolValue(false)));
}

#[test]
fn texts_whatever_holds_them() {
    for value in ["", "text", "grüße", &"x".repeat(200)] {
        assert_eq!(encoded(value), text(value));
        assert_eq!(encoded(&value.to_owned()), text(value));
        assert_eq!(encoded(&Cow::Borrowed(value)), text(value));
        assert_eq!(encoded(&Arc::<str>::from(value)), text(value));
        assert_eq!(encoded(&Rc::<str>::from(value)), text(value));
        assert_eq!(encoded(&Some(Box::<str>::from(value))), text(value));
        assert_eq!(encoded(&Value::from(value.to_owned())), text(value));
    }
    assert_eq!(encoded(&'ß'), text("ß"));
}

#[test]
fn lists() {
    let numbers = || list([1, -2].map(|number| any(Decoded::IntValue(number))));
    assert_eq!(encoded(&[1, -2]), numbers());
    assert_eq!(
        encoded(&vec![1u8, 2][..1]),
        list([any(Decoded::IntValue(1))])
    );
    assert_eq!(encoded(&Value::Array(Array::I64(vec![1, -2]))), numbers());
    assert_eq!(encoded(&["a", "b"]), list([text("a"), text("b")]));
    assert_eq!(encoded(&Vec::<String>::new()), list([]));
    let long = vec!["x".repeat(300); 100];
    assert_eq!(encoded(&long), list(long.iter().map(|one| text(one))));
    let nested = vec![vec![true], vec![]];
    let expected = [list([any(Decoded::BoolValue(true))]), list([])];
    assert_eq!(encoded(&nested), list(expected));
    // A gap in a list stays a gap.
    assert_eq!(
        encoded(&[Some("a"), None]),
        list([text("a"), AnyValue { value: None }])
    );
}

#[test]
fn nothing_is_not_present() {
    assert!(!None::<i64>.is_present());
    assert!(!Some(None::<&str>).is_present());
    assert!(!Box::new(None::<bool>).is_present());
    assert!(Some(1).is_present());
}
