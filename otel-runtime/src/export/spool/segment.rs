//! What is in a segment file: records, one after the other, each whole or not there.
//!
//! A record is the CRC32C of all that follows in it, the length of its body, the number of its spans
//! (4 bytes each, little endian) and the body: a complete `ExportTraceServiceRequest`. Two of those,
//! one after the other, are one; so the bodies of a segment are one request.

/// The bytes of a record before its body.
const HEADER: usize = 12;

/// A record as it is written. `None` for a body whose length does not fit: it cannot come, for
/// queues are smaller.
pub(crate) fn record<'a>(body: impl Iterator<Item = &'a [u8]>, spans: usize) -> Option<Vec<u8>> {
    let mut record = vec![0; HEADER];
    body.for_each(|piece| record.extend_from_slice(piece));
    let len = u32::try_from(record.len() - HEADER).ok()?;
    record[4..8].copy_from_slice(&len.to_le_bytes());
    record[8..12].copy_from_slice(&u32::try_from(spans).ok()?.to_le_bytes());
    let checksum = crc32c::crc32c(&record[4..]);
    record[..4].copy_from_slice(&checksum.to_le_bytes());
    Some(record)
}

/// What could be read of a segment.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Contents {
    /// The bodies of the whole records, as one.
    pub(crate) body: Vec<u8>,
    pub(crate) spans: usize,
    /// Where the whole records end: what is behind was torn or damaged.
    pub(crate) whole: usize,
}

/// Reads the records of a file up to the first that is not whole.
pub(crate) fn read(file: &[u8]) -> Contents {
    let mut contents = Contents {
        body: Vec::with_capacity(file.len()),
        ..Contents::default()
    };
    while let Some((spans, body)) = first(&file[contents.whole..]) {
        contents.body.extend_from_slice(body);
        contents.spans += spans;
        contents.whole += HEADER + body.len();
    }
    contents
}

/// The spans and body of the first record, if it is whole.
fn first(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let number = |at: usize| {
        let bytes = bytes.get(at..at + 4)?;
        Some(u32::from_le_bytes(bytes.try_into().ok()?))
    };
    let (checksum, len, spans) = (number(0)?, number(4)?, number(8)?);
    let end = HEADER.checked_add(usize::try_from(len).ok()?)?;
    let checked = bytes.get(4..end)?;
    // Zeros, which a file system may leave at the end of a file, are no record: their checksum
    // is another one.
    let body = checked.get(HEADER - 4..)?;
    (crc32c::crc32c(checked) == checksum).then_some((usize::try_from(spans).ok()?, body))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn two_records() -> (Vec<u8>, usize) {
        let mut file = record([b"one ".as_slice(), b"body, "].into_iter(), 3).unwrap();
        let first = file.len();
        assert_eq!(first, HEADER + 10);
        file.extend(record([b"another".as_slice()].into_iter(), 4).unwrap());
        (file, first)
    }

    #[test]
    fn records_are_read_back_as_one_body() {
        let (file, _) = two_records();
        let contents = read(&file);
        assert_eq!(contents.body, b"one body, another");
        assert_eq!((contents.spans, contents.whole), (7, file.len()));
        assert_eq!(read(b""), Contents::default());
    }

    #[test]
    fn wherever_a_file_is_torn_the_records_before_are_read() {
        let (file, first) = two_records();
        for end in 0..file.len() {
            let whole = if end < first { 0 } else { first };
            assert_eq!(read(&file[..end]).whole, whole, "torn at {end}");
            let mut zeroed = file[..end].to_vec();
            zeroed.resize(file.len() + 50, 0);
            // What is cut may have been zeros anyway.
            assert!(read(&zeroed).whole <= file.len());
            assert!(read(&zeroed).whole >= whole, "zeroed from {end}");
        }
    }

    #[test]
    fn no_bit_can_be_another_without_being_seen() {
        let (file, first) = two_records();
        for bit in 0..file.len() * 8 {
            let mut damaged = file.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            let whole = if bit / 8 < first { 0 } else { first };
            assert_eq!(read(&damaged).whole, whole, "bit {bit}");
        }
    }

    #[test]
    fn zeros_are_no_records() {
        assert_eq!(read(&[0; 100]).whole, 0);
    }
}
