//! Percent-encoded `key=value` lists, the form of W3C baggage.

/// Takes the escapes out of a text. `None` when an escape is cut short or is not hexadecimal, or
/// when what comes out is not UTF-8.
pub(super) fn decode(text: &str) -> Option<String> {
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let high = hexadecimal(rest.next()?)?;
            let low = hexadecimal(rest.next()?)?;
            decoded.push(high << 4 | low);
        } else {
            decoded.push(byte);
        }
    }
    String::from_utf8(decoded).ok()
}

fn hexadecimal(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}

/// The entries of a comma list, each split at its first `=` and decoded; `None` for one that is
/// not in that form. Empty entries (a comma at the end) are passed over.
pub(in crate::provider) fn pairs(list: &str) -> impl Iterator<Item = Option<(String, String)>> {
    let entries = list
        .split(',')
        .map(str::trim)
        .filter(|entry| !entry.is_empty());
    entries.map(|entry| {
        let (key, value) = entry.split_once('=')?;
        let key = decode(key.trim())?;
        (!key.is_empty()).then_some((key, decode(value.trim())?))
    })
}

#[cfg(test)]
mod tests {
    use super::{decode, pairs};

    #[test]
    fn escapes_are_taken_out() {
        assert_eq!(decode("a%20b%2C%3d%C3%A9+ü").as_deref(), Some("a b,=é+ü"));
        assert_eq!(decode(""), Some(String::new()));
        for wrong in ["%", "a%2", "%g0", "%+1", "%ff"] {
            assert_eq!(decode(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn lists_are_split_before_they_are_decoded() {
        let list: Vec<_> = pairs(" a = 1%2C2 , b=x=y,c=,, ").collect();
        let pair = |key: &str, value: &str| Some((key.to_owned(), value.to_owned()));
        assert_eq!(list, [pair("a", "1,2"), pair("b", "x=y"), pair("c", "")]);
        assert_eq!(pairs("a,=1,b=%").collect::<Vec<_>>(), [None, None, None]);
    }
}
