//! JSON in one line, and one that can be looked at in a terminal.

use std::io;

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

use crate::escape::acts;

/// Appends `value` as one line without its end.
pub(super) fn append(out: &mut Vec<u8>, value: &impl Serialize) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(out, Harmless))?;
    Ok(())
}

/// Compact JSON that also escapes the characters which JSON would let through and a terminal would
/// obey: delete, C1 controls, line separators, what turns the reading direction. To who decodes it
/// the text is the same.
struct Harmless;

impl Formatter for Harmless {
    fn write_string_fragment<W>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()>
    where
        W: ?Sized + io::Write,
    {
        let is_plain = |byte| (b' '..=b'~').contains(&byte);
        if fragment.bytes().all(is_plain) {
            return writer.write_all(fragment.as_bytes());
        }
        let mut rest = fragment;
        while let Some((at, character)) = rest.char_indices().find(|(_, one)| acts(*one)) {
            writer.write_all(&rest.as_bytes()[..at])?;
            // All of them are of the basic plane, so that no surrogates are needed.
            write!(writer, "\\u{:04x}", u32::from(character))?;
            rest = &rest[at + character.len_utf8()..];
        }
        writer.write_all(rest.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn nothing_in_a_line_acts_and_everything_is_read_back() {
        let all: String = (0..=0x2_ffff).filter_map(char::from_u32).collect();
        let mut line = Vec::new();
        append(&mut line, &all).unwrap();
        let line = String::from_utf8(line).unwrap();
        assert!(!line.chars().any(acts));
        assert_eq!(serde_json::from_str::<String>(&line).unwrap(), all);
        assert!(line.contains(r"\u001b") && line.contains(r"\u009b") && line.contains(r"\u202e"));
        assert!(line.contains("grün") || line.contains('ü'));
    }
}
