//! What a file holds, every part of it with its place.

/// A place in the file, both from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) line: u32,
    pub(crate) column: u32,
}

/// A value and its place.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) mark: Mark,
    pub(crate) value: Value,
}

#[derive(Clone, Debug)]
pub(crate) enum Value {
    Scalar(Scalar),
    List(Vec<Node>),
    Mapping(Vec<Entry>),
}

/// A key, its place, and its value.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) mark: Mark,
    pub(crate) value: Node,
}

/// A scalar before anybody asked for its type.
#[derive(Clone, Debug)]
pub(crate) struct Scalar {
    /// As the file has it. This may be shown: what variables put into it may be a secret.
    pub(crate) written: String,
    /// With the variables in it.
    pub(crate) text: String,
    /// Whether it is a text whatever it looks like: by its quotes, or by `!!str`.
    pub(crate) is_text: bool,
}

impl Scalar {
    /// Whether it is null, in the core schema of YAML 1.2.
    pub(crate) fn is_null(&self) -> bool {
        !self.is_text && matches!(self.text.as_str(), "" | "~" | "null" | "Null" | "NULL")
    }

    pub(crate) fn boolean(&self) -> Option<bool> {
        match self.text.as_str() {
            _ if self.is_text => None,
            "true" | "True" | "TRUE" => Some(true),
            "false" | "False" | "FALSE" => Some(false),
            _ => None,
        }
    }

    pub(crate) fn integer(&self) -> Option<i64> {
        if self.is_text {
            return None;
        }
        let text = self.text.as_str();
        let based = |digits: &str, base| {
            let is_plain = digits.chars().all(|digit| digit.is_digit(base));
            is_plain.then(|| i64::from_str_radix(digits, base).ok())?
        };
        match text.split_at_checked(2) {
            Some(("0x", digits)) => based(digits, 16),
            Some(("0o", digits)) => based(digits, 8),
            _ => text.parse().ok(),
        }
    }

    pub(crate) fn number(&self) -> Option<f64> {
        if let Some(integer) = self.integer() {
            return Some(integer as f64);
        }
        let is_number = !self.is_text
            && self.text.contains(|c: char| c.is_ascii_digit())
            && self
                .text
                .chars()
                .all(|c| c.is_ascii_digit() || "+-.eE".contains(c));
        is_number.then(|| self.text.parse().ok())?
    }
}

impl Value {
    pub(crate) fn is_null(&self) -> bool {
        matches!(self, Self::Scalar(scalar) if scalar.is_null())
    }
}

#[cfg(test)]
mod tests {
    use super::Scalar;

    fn scalar(text: &str, is_text: bool) -> Scalar {
        Scalar {
            written: String::new(),
            text: text.to_owned(),
            is_text,
        }
    }

    #[test]
    fn types_are_those_of_the_core_schema() {
        for null in ["", "~", "null", "NULL"] {
            assert!(scalar(null, false).is_null(), "{null}");
            assert!(!scalar(null, true).is_null(), "{null}");
        }
        assert!(!scalar("nUll", false).is_null());
        assert_eq!(scalar("TRUE", false).boolean(), Some(true));
        for other in ["yes", "on", "1", "tRue"] {
            assert_eq!(scalar(other, false).boolean(), None, "{other}");
        }
        for (text, expected) in [
            ("12", Some(12)),
            ("-3", Some(-3)),
            ("+3", Some(3)),
            ("0xff", Some(255)),
            ("0xdeadbeef", Some(3_735_928_559)),
            ("0o17", Some(15)),
            ("1.0", None),
            ("0x-1", None),
            ("1_000", None),
            ("9999999999999999999", None),
        ] {
            assert_eq!(scalar(text, false).integer(), expected, "{text}");
        }
        for (text, expected) in [
            ("1.5", Some(1.5)),
            (".5", Some(0.5)),
            ("1e-3", Some(0.001)),
            ("2", Some(2.0)),
            ("nan", None),
            ("inf", None),
            ("e", None),
            ("1.2.3", None),
        ] {
            assert_eq!(scalar(text, false).number(), expected, "{text}");
        }
        let quoted = scalar("1", true);
        assert_eq!((quoted.integer(), quoted.number()), (None, None));
        assert_eq!(scalar("true", true).boolean(), None);
    }
}
