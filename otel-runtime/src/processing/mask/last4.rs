//! The last four characters, as on a receipt.

const HIDDEN: &str = "****";
const KEPT: usize = 4;
/// Below this many characters four of them would be too large a part of the secret.
const SHORTEST: usize = 8;

pub(super) fn apply(value: &str, out: &mut String) {
    // The number of stars is constant: the length of a secret is nobody's business.
    out.push_str(HIDDEN);
    if value.chars().nth(SHORTEST - 1).is_none() {
        return;
    }
    if let Some((start, _)) = value.char_indices().nth_back(KEPT - 1) {
        out.push_str(&value[start..]);
    }
}
