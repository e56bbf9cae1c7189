//! The characters of baggage, and percent-encoding for the others.

use std::borrow::Cow;

use super::blanks::trimmed;

/// Whether a text is a name as HTTP has them.
pub(super) fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(is_token_byte)
}

fn is_token_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

/// Whether a text may be a value: visible ASCII but for quotes, commas, semicolons and backslashes.
pub(super) fn is_value(text: &str) -> bool {
    text.bytes().all(is_value_byte)
}

fn is_value_byte(byte: u8) -> bool {
    byte.is_ascii_graphic() && !b"\",;\\".contains(&byte)
}

/// Whether a text is visible ASCII with blanks.
pub(super) fn is_visible(text: &str) -> bool {
    let visible = |byte: u8| byte.is_ascii_graphic() || byte == b' ' || byte == b'\t';
    text.bytes().all(visible)
}

/// Appends a text in which all but letters, digits and `-._~` is encoded.
pub(super) fn encode(text: &str, encoded: &mut String) {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    encode_but(text, plain, encoded);
}

/// Appends `;name=value` for each property of a list, with all that may not stand there encoded.
/// What is encoded already stays so; a property without a name is left out.
pub(super) fn encode_properties(text: &str, encoded: &mut String) {
    for property in text.split(';') {
        let (name, value) = match property.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (property, None),
        };
        let name = trimmed(name);
        if name.is_empty() {
            continue;
        }
        encoded.push(';');
        encode_but(name, is_token_byte, encoded);
        if let Some(value) = value {
            encoded.push('=');
            encode_but(trimmed(value), is_value_byte, encoded);
        }
    }
}

fn encode_but(text: &str, plain: impl Fn(u8) -> bool, encoded: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if plain(byte) {
            encoded.push(char::from(byte));
        } else {
            let digit = |value: u8| char::from(DIGITS[usize::from(value)]);
            encoded.extend(['%', digit(byte >> 4), digit(byte & 0xf)]);
        }
    }
}

/// Takes the escapes out of a text. What is no escape stays; what comes out and is not UTF-8
/// becomes U+FFFD, as the specification of baggage asks.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let escaped = (*byte == b'%').then(|| super::hex::either_case(bytes.get(at + 1..at + 3)?));
        if let Some(Some(value)) = escaped {
            decoded.push(value as u8);
            at += 3;
        } else {
            decoded.push(*byte);
            at += 1;
        }
    }
    Cow::Owned(match String::from_utf8(decoded) {
        Ok(text) => text,
        Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::{decode, encode, encode_properties};

    #[test]
    fn what_was_encoded_comes_back() {
        let text = "a=b, c;d\"\\%é\r\n\0~+";
        let mut encoded = String::new();
        encode(text, &mut encoded);
        assert_eq!(encoded, "a%3Db%2C%20c%3Bd%22%5C%25%C3%A9%0D%0A%00~%2B");
        assert_eq!(decode(&encoded), text);
    }

    #[test]
    fn what_is_no_escape_stays_and_what_is_no_text_is_replaced() {
        assert_eq!(decode("100%"), "100%");
        assert_eq!(decode("%zz%4%2"), "%zz%4%2");
        assert_eq!(decode("%e9x%C3%A9"), "\u{fffd}xé");
        assert_eq!(decode("a+b"), "a+b");
    }

    #[test]
    fn properties_keep_their_form_and_cannot_break_the_header() {
        let mut encoded = String::new();
        encode_properties(" a = 1; b;c=%20,d=x\r\ny; =1;;e f=g h\"", &mut encoded);
        assert_eq!(encoded, ";a=1;b;c=%20%2Cd=x%0D%0Ay;e%20f=g%20h%22");
    }
}
