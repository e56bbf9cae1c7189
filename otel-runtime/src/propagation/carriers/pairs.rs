//! A list of names and values as a carrier.

use std::fmt;

use opentelemetry::{Context, propagation::Extractor};

use crate::span::IntoParent;

/// Headers as a list of names and values, to extract from: for any map, and for the messages of
/// brokers, whose values are bytes.
///
/// Names are compared without regard to case, and one may stand there several times. A value that
/// is no text counts as malformed.
///
/// ```
/// use std::collections::BTreeMap;
/// use otel_runtime::{HeaderPairs, extract, traced};
///
/// let map = BTreeMap::from([("TraceParent", "00-...")]);
/// let context = extract(&HeaderPairs::from_iter(&map));
///
/// #[traced(kind = consumer, parent = HeaderPairs::from_iter(headers.iter().map(|(k, v)| (k, v))))]
/// fn process(headers: &[(String, Vec<u8>)]) {}
/// ```
///
/// What to collect from the clients of message brokers:
///
/// | Carrier | Iterator |
/// |---|---|
/// | `async_nats::HeaderMap` | `headers.iter().flat_map(\|(name, values)\| values.iter().map(move \|value\| (name, value)))` |
/// | `lapin::types::FieldTable` (AMQP) | `table.inner().iter().filter_map(\|(name, value)\| Some((name.as_str(), value.as_long_string()?.as_bytes())))` |
/// | `rdkafka` `BorrowedHeaders` | `headers.iter().filter_map(\|header\| Some((header.key, header.value?)))` |
/// | `tonic::metadata::MetadataMap` | none is needed: `extract_http(metadata.as_ref())` |
#[derive(Clone, Default)]
pub struct HeaderPairs<'a> {
    pairs: Vec<(&'a str, &'a str)>,
}

/// Stands for a value that is no text. No format takes it, so that it is ignored as malformed is.
pub(super) const NO_TEXT: &str = "\u{fffd}";

impl<'a, K, V> FromIterator<(&'a K, &'a V)> for HeaderPairs<'a>
where
    K: AsRef<str> + ?Sized + 'a,
    V: AsRef<[u8]> + ?Sized + 'a,
{
    fn from_iter<I: IntoIterator<Item = (&'a K, &'a V)>>(pairs: I) -> Self {
        let pairs = pairs.into_iter().map(|(name, value)| {
            let value = std::str::from_utf8(value.as_ref()).unwrap_or(NO_TEXT);
            (name.as_ref(), value)
        });
        Self {
            pairs: pairs.collect(),
        }
    }
}

impl Extractor for HeaderPairs<'_> {
    fn get(&self, name: &str) -> Option<&str> {
        let mut pairs = self.pairs.iter();
        let found = pairs.find(|(other, _)| other.eq_ignore_ascii_case(name));
        found.map(|(_, value)| *value)
    }

    fn keys(&self) -> Vec<&str> {
        self.pairs.iter().map(|(name, _)| *name).collect()
    }

    fn get_all(&self, name: &str) -> Option<Vec<&str>> {
        let named = self.pairs.iter();
        let named = named.filter(|(other, _)| other.eq_ignore_ascii_case(name));
        let values: Vec<_> = named.map(|(_, value)| *value).collect();
        (!values.is_empty()).then_some(values)
    }
}

impl IntoParent for &HeaderPairs<'_> {
    fn into_parent(self) -> Context {
        crate::propagation::extract(self)
    }
}

impl IntoParent for HeaderPairs<'_> {
    fn into_parent(self) -> Context {
        crate::propagation::extract(&self)
    }
}

/// Names only: values may be secret.
impl fmt::Debug for HeaderPairs<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.keys()).finish()
    }
}
