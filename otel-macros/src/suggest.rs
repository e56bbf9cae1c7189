//! "Did you mean": the known word nearest to an unknown one.

/// The candidate that `word` was most likely meant to be, as ` (did you mean `x`?)`, or nothing.
pub(crate) fn did_you_mean<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> String {
    let nearest = candidates
        .into_iter()
        .map(|candidate| (distance(word, candidate), candidate))
        .min_by_key(|(distance, _)| *distance);
    match nearest {
        Some((distance, candidate)) if distance <= allowed_distance(word, candidate) => {
            format!(" (did you mean `{candidate}`?)")
        }
        _ => String::new(),
    }
}

/// A slip in every third letter is still a slip; more is another word.
fn allowed_distance(word: &str, candidate: &str) -> usize {
    word.chars()
        .count()
        .max(candidate.chars().count())
        .div_ceil(3)
}

/// The Levenshtein distance between two words.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (line, letter) in left.chars().enumerate() {
        let mut previous = row;
        row = vec![line + 1];
        for (column, other) in right.iter().enumerate() {
            let replaced = previous[column] + usize::from(letter != *other);
            let removed = previous[column + 1] + 1;
            let added = row[column] + 1;
            row.push(replaced.min(removed).min(added));
        }
        previous.clear();
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{did_you_mean, distance};

    #[test]
    fn distance_counts_single_letter_edits() {
        assert_eq!(distance("kind", "kind"), 0);
        assert_eq!(distance("kidn", "kind"), 2);
        assert_eq!(distance("", "kind"), 4);
        assert_eq!(distance("atrs", "attrs"), 1);
    }

    #[test]
    fn a_slip_is_suggested_and_another_word_is_not() {
        assert_eq!(
            did_you_mean("knd", ["name", "kind"]),
            " (did you mean `kind`?)"
        );
        assert_eq!(did_you_mean("verbose", ["name", "kind"]), "");
    }
}
