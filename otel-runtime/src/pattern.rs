//! Text with wildcards, in which rules of samplers and switches of call sites name what they are for.

/// A text to compare with, in which `*` stands for any characters and `?` for one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pattern(String);

impl Pattern {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    pub(crate) fn text(&self) -> &str {
        &self.0
    }

    /// Goes back to the latest `*` only, so that the time is at most the product of both lengths.
    pub(crate) fn matches(&self, text: &str) -> bool {
        let (mut pattern, mut rest) = (self.0.chars(), text.chars());
        let mut retry = None;
        loop {
            let before = (pattern.clone(), rest.clone());
            match (pattern.next(), rest.next()) {
                (Some('*'), _) => {
                    rest = before.1;
                    retry = Some((pattern.clone(), rest.clone()));
                }
                (None, None) => return true,
                (Some(wanted), Some(found)) if wanted == '?' || wanted == found => {}
                _ => {
                    let Some((after_star, taken)) = &mut retry else {
                        return false;
                    };
                    if taken.next().is_none() {
                        return false;
                    }
                    (pattern, rest) = (after_star.clone(), taken.clone());
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn stars_and_question_marks_stand_for_what_they_say() {
        for (pattern, text, expected) in [
            ("", "", true),
            ("", "a", false),
            ("abc", "abc", true),
            ("abc", "abcd", false),
            ("*", "", true),
            ("*", "anything", true),
            ("GET /*", "GET /health", true),
            ("GET /*", "POST /health", false),
            ("*health", "GET /health", true),
            ("*health", "GET /healthy", false),
            ("a*b*c", "a-b-b-c", true),
            ("a*b*c", "a-c-b", false),
            ("a?c", "abc", true),
            ("a?c", "ac", false),
            ("?", "é", true),
            ("**a", "ba", true),
            ("a*", "a", true),
        ] {
            let matched = Pattern::new(pattern).matches(text);
            assert_eq!(matched, expected, "{pattern:?} {text:?}");
        }
    }

    #[test]
    fn many_stars_take_no_endless_time() {
        let pattern = Pattern::new("*a".repeat(50) + "b");
        assert!(!pattern.matches(&"a".repeat(2_000)));
    }
}
