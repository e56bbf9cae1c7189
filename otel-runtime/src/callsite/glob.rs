//! Patterns of call sites.

/// Whether `text` is what `pattern` says, in which `*` stands for any characters, or none.
pub(super) fn matches(pattern: &str, text: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else {
        return pattern == text;
    };
    let Some(mut text) = text.strip_prefix(start) else {
        return false;
    };
    // The first place for each part leaves the most to the others; the last part is the end.
    let mut parts = rest.split('*').peekable();
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return text.ends_with(part);
        }
        match text.find(part) {
            Some(at) => text = &text[at + part.len()..],
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_star_is_any_characters_or_none() {
        for pattern in [
            "*",
            "shop::*",
            "*::place",
            "shop::orders::place",
            "shop*orders*place*",
            "*s*p*s*",
        ] {
            assert!(matches(pattern, "shop::orders::place"), "{pattern}");
        }
        for pattern in [
            "",
            "shop",
            "orders::*",
            "*order",
            "shop*place*place",
            "*::orders",
        ] {
            assert!(!matches(pattern, "shop::orders::place"), "{pattern}");
        }
    }

    #[test]
    fn a_pattern_of_many_stars_takes_no_longer_than_its_text() {
        let pattern = "*a".repeat(1_000) + "*b";
        assert!(!matches(&pattern, &"a".repeat(10_000)));
    }
}
