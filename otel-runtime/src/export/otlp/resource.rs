//! The resource as OTLP bytes, encoded once for all batches.

use opentelemetry_sdk::Resource;

use crate::record::{Buffer, Key, write};

/// The tag of `Resource.attributes`.
const ATTRIBUTE: u8 = 0x0a;

/// The body of the OTLP `Resource` message, attributes in the order of their keys.
pub(crate) fn encode(resource: &Resource) -> Vec<u8> {
    let mut pairs: Vec<_> = resource.iter().collect();
    pairs.sort_by_key(|(key, _)| key.as_str());
    let mut buffer = Buffer::new();
    for (key, value) in pairs {
        write::attribute(&mut buffer, ATTRIBUTE, Key::text(key.as_str()), value);
    }
    buffer.as_slice().to_vec()
}
