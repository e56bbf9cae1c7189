//! What an attribute's value may be, and how it is written as an OTLP `AnyValue`.

use std::{borrow::Cow, rc::Rc, sync::Arc};

use opentelemetry::{Array, Value};

use super::proto::{
    delimited_len, put_byte, put_bytes, put_delimited, put_varint, tag, varint_len,
};

/// A value that an attribute can have: a bool, a number, a string, or a list of one of them.
///
/// `Option`s are attributes that may be absent: `None` is left out. Unsigned numbers above
/// `i64::MAX` become their decimal text, as OpenTelemetry has no wider integer. For anything else
/// `#[traced]` takes `%value` (its `Display` text) or `?value` (its `Debug` text).
///
/// The form on the wire is `opentelemetry.proto.common.v1.AnyValue`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an attribute value",
    label = "not a bool, number, string, or list of them",
    note = "write `%value` to record its Display text, or `?value` for its Debug text"
)]
pub trait AttributeValue {
    /// Whether there is a value at all; `false` leaves the attribute out.
    #[inline]
    fn is_present(&self) -> bool {
        true
    }

    /// The length of the encoded `AnyValue`, in bytes.
    #[doc(hidden)]
    fn encoded_len(&self) -> usize;

    /// Writes exactly `encoded_len` bytes to the front of `out`; returns what follows.
    #[doc(hidden)]
    fn encode<'a>(&self, out: &'a mut [u8]) -> &'a mut [u8];
}

macro_rules! integers {
    ($($integer:ty),*) => {$(
        impl AttributeValue for $integer {
            #[inline]
            fn encoded_len(&self) -> usize {
                1 + varint_len(i64::from(*self) as u64)
            }

            #[inline]
            fn encode<'a>(&self, out: &'a mut [u8]) -> &'a mut [u8] {
                put_varint(put_byte(out, tag::INT), i64::from(*self) as u64)
            }
        }
    )*};
}

integers!(i8, i16, i32, i64, u8, u16, u32);

macro_rules! wide_integers {
    ($($integer:ty),*) => {$(
        impl AttributeValue for $integer {
            #[inline]
            fn encoded_len(&self) -> usize {
                match i64::try_from(*self) {
                    Ok(value) => value.encoded_len(),
                    Err(_) => self.to_string().encoded_len(),
                }
            }

            #[inline]
            fn encode<'a>(&self, out: &'a mut [u8]) -> &'a mut [u8] {
                match i64::try_from(*self) {
                    Ok(value) => value.encode(out),
                    Err(_) => self.to_string().encode(out),
                }
            }
        }
    )*};
}

wide_integers!(u64, usize, isize, i128, u128);

impl AttributeValue for bool {
    #[inline]
    fn encoded_len(&self) -> usize {
        2
    }

    #[inline]
    fn encode<'a>(&self, out: &'a mut [u8]) -> &'a mut [u8] {
        put_bytes(out, &[tag::BOOL, u8::from(*self)])
    }
}

impl AttributeValue for f64 {
    #[inline]
    fn encoded_len(&self) -> usize {
        9
    }

    #[inline]
    fn encode<'a>(&self, out: &'a mut [u8]) -> &'a mut [u8] {
        put_bytes(put_byte(out, tag::DOUBLE), &self.to_le_bytes())
    }
}

impl AttributeValue for f32 {
    #[inline]
    fn encoded_len(&self) -> usize {
        9
    }

    #[inline]
    fn encode<'a>(&self, out: &'a mut [u8]) -> &'a mut [u8] {
        f64::from(*self).encode(out)
    }
}

impl AttributeValue for str {
    #[inline]
    fn encoded_len(&self) -> usize {
        delimited_len(self.len())
    }

    #[inline]
    fn encode<'a>(&self, out: &'a mut [u8]) -> &'a mut [u8] {
        put_delimited(out, tag::STRING, self.as_bytes())
    }
}

impl AttributeValue for char {
    #[inline]
    fn encoded_len(&self) -> usize {
        delimited_len(self.len_utf8())
    }

    #[inline]
    fn encode<'a>(&self, out: &'a mut [u8]) -> &'a mut [u8] {
        self.encode_utf8(&mut [0; 4]).encode(out)
    }
}

macro_rules! through {
    ($([$($generics:tt)*] $type:ty => |$this:ident| $inner:expr;)*) => {$(
        impl<$($generics)*> AttributeValue for $type {
            #[inline]
            fn is_present(&self) -> bool {
                let $this = self;
                AttributeValue::is_present($inner)
            }

            #[inline]
            fn encoded_len(&self) -> usize {
                let $this = self;
                AttributeValue::encoded_len($inner)
            }

            #[inline]
            fn encode<'a>(&self, out: &'a mut [u8]) -> &'a mut [u8] {
                let $this = self;
                AttributeValue::encode($inner, out)
            }
        }
    )*};
}

through! {
    [] String => |this| this.as_str();
    [] Cow<'_, str> => |this| &**this;
    [] opentelemetry::StringValue => |this| this.as_str();
    [T: AttributeValue + ?Sized] &T => |this| &**this;
    [T: AttributeValue + ?Sized] &mut T => |this| &**this;
    [T: AttributeValue + ?Sized] Box<T> => |this| &**this;
    [T: AttributeValue + ?Sized] Rc<T> => |this| &**this;
    [T: AttributeValue + ?Sized] Arc<T> => |this| &**this;
    [T: AttributeValue, const N: usize] [T; N] => |this| this.as_slice();
    [T: AttributeValue] Vec<T> => |this| this.as_slice();
}

impl<T: AttributeValue> AttributeValue for Option<T> {
    #[inline]
    fn is_present(&self) -> bool {
        self.as_ref().is_some_and(T::is_present)
    }

    #[inline]
    fn encoded_len(&self) -> usize {
        self.as_ref().map_or(0, T::encoded_len)
    }

    #[inline]
    fn encode<'a>(&self, out: &'a mut [u8]) -> &'a mut [u8] {
        match self {
            Some(value) => value.encode(out),
            None => out,
        }
    }
}

impl<T: AttributeValue> AttributeValue for [T] {
    fn encoded_len(&self) -> usize {
        delimited_len(items_len(self))
    }

    fn encode<'a>(&self, out: &'a mut [u8]) -> &'a mut [u8] {
        let mut out = put_varint(put_byte(out, tag::ARRAY), items_len(self) as u64);
        for item in self {
            out = put_varint(put_byte(out, tag::ARRAY_ITEM), item.encoded_len() as u64);
            out = item.encode(out);
        }
        out
    }
}

fn items_len<T: AttributeValue>(items: &[T]) -> usize {
    let item_len = |item: &T| 1 + varint_len(item.encoded_len() as u64) + item.encoded_len();
    items.iter().map(item_len).sum()
}

impl AttributeValue for Value {
    fn encoded_len(&self) -> usize {
        with_value(self, |value| value.encoded_len())
    }

    fn encode<'a>(&self, out: &'a mut [u8]) -> &'a mut [u8] {
        with_value(self, |value| value.encode(out))
    }
}

/// The object-safe face of [`AttributeValue`].
fn with_value<R>(value: &Value, read: impl FnOnce(&dyn AttributeValue) -> R) -> R {
    match value {
        Value::Bool(value) => read(value),
        Value::I64(value) => read(value),
        Value::F64(value) => read(value),
        Value::String(value) => read(value),
        Value::Array(Array::Bool(items)) => read(items),
        Value::Array(Array::I64(items)) => read(items),
        Value::Array(Array::F64(items)) => read(items),
        Value::Array(Array::String(items)) => read(items),
        other => read(&other.to_string()),
    }
}
