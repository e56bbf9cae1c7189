//! The protobuf wire format: the few pieces of it that OTLP spans are made of.

use super::Buffer;

/// Field tags (`field number << 3 | wire type`) of the OTLP messages, as their `.proto` files
/// number them.
pub(crate) mod tag {
    /// `Span`.
    pub(crate) const TRACE_STATE: u8 = 0x1a;
    pub(crate) const NAME: u8 = 0x2a;
    pub(crate) const ATTRIBUTE: u8 = 0x4a;
    pub(crate) const DROPPED_ATTRIBUTES: u8 = 0x50;
    pub(crate) const EVENT: u8 = 0x5a;
    pub(crate) const DROPPED_EVENTS: u8 = 0x60;
    pub(crate) const LINK: u8 = 0x6a;
    pub(crate) const DROPPED_LINKS: u8 = 0x70;
    pub(crate) const STATUS: u8 = 0x7a;

    /// `Span.Event`.
    pub(crate) const EVENT_TIME: u8 = 0x09;
    /// Ours alone: the event's time in ticks of the clock. The collector thread turns it into
    /// [`EVENT_TIME`] before anybody else sees the bytes.
    pub(crate) const EVENT_TICKS: u8 = 0x79;
    pub(crate) const EVENT_NAME: u8 = 0x12;
    pub(crate) const EVENT_ATTRIBUTE: u8 = 0x1a;
    pub(crate) const EVENT_DROPPED_ATTRIBUTES: u8 = 0x20;

    /// `Span.Link`.
    pub(crate) const LINK_TRACE_ID: u8 = 0x0a;
    pub(crate) const LINK_SPAN_ID: u8 = 0x12;
    pub(crate) const LINK_TRACE_STATE: u8 = 0x1a;
    pub(crate) const LINK_ATTRIBUTE: u8 = 0x22;
    pub(crate) const LINK_DROPPED_ATTRIBUTES: u8 = 0x28;
    pub(crate) const LINK_FLAGS: u8 = 0x35;

    /// `Status`.
    pub(crate) const STATUS_MESSAGE: u8 = 0x12;
    pub(crate) const STATUS_CODE: u8 = 0x18;

    /// `KeyValue`.
    pub(crate) const KEY: u8 = 0x0a;
    pub(crate) const VALUE: u8 = 0x12;

    /// `AnyValue`.
    pub(crate) const STRING: u8 = 0x0a;
    pub(crate) const BOOL: u8 = 0x10;
    pub(crate) const INT: u8 = 0x18;
    pub(crate) const DOUBLE: u8 = 0x21;
    pub(crate) const ARRAY: u8 = 0x2a;
    /// `ArrayValue`.
    pub(crate) const ARRAY_ITEM: u8 = 0x0a;
}

/// How deep values may be nested for those who read them: as deep as prost, and so most receivers,
/// reads them.
pub(crate) const MAX_DEPTH: usize = 100;

/// How many bytes `value` takes as a varint: 1 to 10.
#[inline]
pub(crate) const fn varint_len(value: u64) -> usize {
    if value < 0x80 {
        return 1;
    }
    ((70 - value.leading_zeros()) / 7) as usize
}

/// Writes `value` as a varint to the front of `out`; returns what follows.
#[inline]
pub(crate) fn put_varint(out: &mut [u8], value: u64) -> &mut [u8] {
    if value < 0x80 {
        return put_byte(out, value as u8);
    }
    put_long_varint(out, value)
}

fn put_long_varint(out: &mut [u8], mut value: u64) -> &mut [u8] {
    let (here, rest) = out.split_at_mut(varint_len(value));
    for byte in here.iter_mut() {
        *byte = (value as u8) | 0x80;
        value >>= 7;
    }
    if let Some(last) = here.last_mut() {
        *last &= 0x7f;
    }
    rest
}

/// Appends `value` as a varint.
#[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
pub(crate) fn push_varint(out: &mut Vec<u8>, value: u64) {
    let start = out.len();
    out.resize(start + varint_len(value), 0);
    put_varint(&mut out[start..], value);
}

#[inline]
pub(crate) fn put_byte(out: &mut [u8], byte: u8) -> &mut [u8] {
    let (here, rest) = out.split_at_mut(1);
    here[0] = byte;
    rest
}

#[inline]
pub(crate) fn put_bytes<'a>(out: &'a mut [u8], bytes: &[u8]) -> &'a mut [u8] {
    let (here, rest) = out.split_at_mut(bytes.len());
    here.copy_from_slice(bytes);
    rest
}

/// The length of a length-delimited field: tag, length, bytes.
#[inline]
pub(crate) const fn delimited_len(len: usize) -> usize {
    1 + varint_len(len as u64) + len
}

/// Writes a length-delimited field.
#[inline]
pub(crate) fn put_delimited<'a>(out: &'a mut [u8], tag: u8, bytes: &[u8]) -> &'a mut [u8] {
    let out = put_byte(out, tag);
    let out = put_varint(out, bytes.len() as u64);
    put_bytes(out, bytes)
}

/// Appends a length-delimited field to `buffer`.
#[inline]
pub(crate) fn push_delimited(buffer: &mut Buffer, tag: u8, bytes: &[u8]) {
    let out = buffer.claim(delimited_len(bytes.len()));
    put_delimited(out, tag, bytes);
}

/// Appends a varint field.
pub(crate) fn push_varint_field(buffer: &mut Buffer, tag: u8, value: u64) {
    let out = buffer.claim(1 + varint_len(value));
    put_varint(put_byte(out, tag), value);
}

/// Appends an eight-byte field, little endian.
pub(crate) fn push_fixed64(buffer: &mut Buffer, tag: u8, value: u64) {
    let out = buffer.claim(9);
    put_bytes(put_byte(out, tag), &value.to_le_bytes());
}

/// Appends a length-delimited field whose content `write` appends: one byte is kept for the
/// length and made wider in the rare case that it does not fit.
#[inline]
pub(crate) fn push_message(buffer: &mut Buffer, tag: u8, write: impl FnOnce(&mut Buffer)) {
    put_byte(buffer.claim(2), tag);
    let start = buffer.len();
    write(buffer);
    let len = buffer.len() - start;
    if len < 0x80 {
        buffer.set(start - 1, len as u8);
    } else {
        widen(buffer, start, len);
    }
}

#[inline(never)]
fn widen(buffer: &mut Buffer, start: usize, len: usize) {
    let mut bytes = [0; 10];
    put_varint(&mut bytes, len as u64);
    buffer.splice(start - 1, &bytes[..varint_len(len as u64)]);
}

/// One field of a message, as a reader meets it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Field<'a> {
    Varint(u64),
    Fixed64(u64),
    Fixed32(u32),
    Delimited(&'a [u8]),
}

/// Reads the fields of a message in order; stops at the first byte that is not protobuf.
#[derive(Clone, Debug)]
pub(crate) struct Fields<'a> {
    bytes: &'a [u8],
    /// How many bytes were read before `bytes`.
    position: usize,
}

impl<'a> Fields<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, position: 0 }
    }

    /// Where the next field begins.
    pub(crate) fn position(&self) -> usize {
        self.position
    }

    fn varint(&mut self) -> Option<u64> {
        let mut value = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = *self.take(1)?.first()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }

    /// The contents of the fields `tag` that are messages, texts or bytes.
    pub(crate) fn delimited(self, tag: u64) -> impl Iterator<Item = &'a [u8]> {
        self.filter_map(move |field| match field {
            (found, Field::Delimited(content)) if found == tag => Some(content),
            _ => None,
        })
    }

    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(count)?;
        self.bytes = rest;
        self.position += count;
        Some(taken)
    }
}

impl<'a> Iterator for Fields<'a> {
    /// The field's tag as one number (`field number << 3 | wire type`) and its content.
    type Item = (u64, Field<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        if self.bytes.is_empty() {
            return None;
        }
        let tag = self.varint()?;
        let field = match tag & 7 {
            0 => Field::Varint(self.varint()?),
            1 => Field::Fixed64(u64::from_le_bytes(self.take(8)?.try_into().ok()?)),
            2 => {
                let len = usize::try_from(self.varint()?).ok()?;
                Field::Delimited(self.take(len)?)
            }
            5 => Field::Fixed32(u32::from_le_bytes(self.take(4)?.try_into().ok()?)),
            _ => return None,
        };
        Some((tag, field))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn varints_are_those_of_protobuf() {
        let edges = (0..64).flat_map(|bit| [(1u64 << bit) - 1, 1 << bit]);
        for value in edges.chain([u64::MAX]) {
            let mut expected = Vec::new();
            prost::encoding::encode_varint(value, &mut expected);
            assert_eq!(varint_len(value), expected.len(), "{value}");
            let mut out = [0xee; 11];
            assert_eq!(put_varint(&mut out, value).len(), 11 - expected.len());
            assert_eq!(out[..expected.len()], expected, "{value}");
            assert_eq!(Fields::new(&expected).varint(), Some(value));
        }
    }

    #[test]
    fn a_message_of_any_length_has_its_length_in_front() {
        for length in [0, 1, 127, 128, 16_383, 16_384, 3_000_000] {
            let mut buffer = Buffer::new();
            push_message(&mut buffer, tag::EVENT, |buffer| {
                buffer.extend(&vec![7; length]);
            });
            buffer.push(0x30);
            buffer.push(1);
            let mut fields = Fields::new(buffer.as_slice());
            assert_eq!(
                fields.next(),
                Some((u64::from(tag::EVENT), Field::Delimited(&vec![7; length])))
            );
            assert_eq!(fields.next(), Some((0x30, Field::Varint(1))));
            assert_eq!(fields.next(), None);
            assert_eq!(fields.position(), buffer.len());
        }
    }

    #[test]
    fn every_kind_of_field_is_read() {
        let mut buffer = Buffer::new();
        push_varint_field(&mut buffer, 0x30, 300);
        push_fixed64(&mut buffer, 0x39, 7);
        push_delimited(&mut buffer, tag::NAME, b"name");
        buffer.extend(&[0x85, 0x01]);
        buffer.extend(&9u32.to_le_bytes());
        let fields: Vec<_> = Fields::new(buffer.as_slice())
            .map(|field| field.1)
            .collect();
        assert_eq!(
            fields,
            [
                Field::Varint(300),
                Field::Fixed64(7),
                Field::Delimited(b"name"),
                Field::Fixed32(9)
            ]
        );
    }

    #[test]
    fn what_is_not_protobuf_ends_the_reading() {
        for bytes in [
            &[0x80][..],
            &[0xff; 20],
            &[tag::NAME, 5, b'x'],
            &[0x39, 1, 2],
            &[tag::LINK_FLAGS, 1],
            &[
                tag::NAME,
                0xff,
                0xff,
                0xff,
                0xff,
                0xff,
                0xff,
                0xff,
                0xff,
                0xff,
                1,
            ],
            &[0x0b],
        ] {
            assert_eq!(Fields::new(bytes).count(), 0, "{bytes:?}");
        }
    }
}
