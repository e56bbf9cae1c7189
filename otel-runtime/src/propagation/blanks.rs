//! The blanks that HTTP allows around what a header lists.

/// The text without spaces and tabs around it.
pub(super) fn trimmed(text: &str) -> &str {
    text.trim_matches([' ', '\t'])
}
