//! The expected tree against the actual one, line by line.
//!
//! Depths in pre-order determine a forest, so aligning the lines with their depths compares the trees themselves:
//! the trees agree exactly when the cheapest alignment costs nothing.

use super::expected::{Line, read};
use super::matching::matches;
use super::{notation, rows};
use opentelemetry_sdk::trace::SpanData;
use std::collections::HashSet;

/// Compares spans with the text of an expected tree: `Ok(None)` when they agree, else the lines of the difference.
pub(crate) fn difference(expected: &str, spans: &[SpanData]) -> Result<Option<String>, String> {
    let expected = read(expected)?;
    let borrowed: Vec<&SpanData> = spans.iter().collect();
    let actual: Vec<Actual<'_>> = rows(&borrowed)
        .into_iter()
        .map(|row| Actual {
            depth: row.depth,
            span: borrowed[row.index],
        })
        .collect();
    let steps = align(&expected, &actual);
    if steps.iter().all(|step| matches!(step, Step::Same(_))) {
        return Ok(None);
    }
    let asked: HashSet<&str> = expected
        .iter()
        .filter_map(|line| line.span.as_ref())
        .flat_map(|span| span.attributes.iter().map(|(key, _)| key.as_str()))
        .collect();
    let mut text = String::new();
    for step in steps {
        let (sign, depth, line) = match step {
            Step::Same(nth) => (' ', expected[nth].depth, expected[nth].text.clone()),
            Step::Missing(nth) => ('-', expected[nth].depth, expected[nth].text.clone()),
            Step::Unexpected(nth) => ('+', actual[nth].depth, notation(actual[nth].span, &asked)),
        };
        text.push_str(&format!("{sign} {}{line}\n", "  ".repeat(depth)));
    }
    Ok(Some(text))
}

struct Actual<'a> {
    depth: usize,
    span: &'a SpanData,
}

/// A line of the difference; the numbers are places in the expected or in the actual tree.
#[derive(Clone, Copy)]
enum Step {
    Same(usize),
    Missing(usize),
    Unexpected(usize),
}

fn same(expected: &Line, actual: &Actual<'_>) -> bool {
    expected.depth == actual.depth
        && expected
            .span
            .as_ref()
            .is_some_and(|span| matches(span, actual.span))
}

/// The cheapest way from one tree to the other, one point a line that is missing or unexpected.
fn align(expected: &[Line], actual: &[Actual<'_>]) -> Vec<Step> {
    // Where the two agree from the start and from the end there is nothing to search, and the table stays small.
    let pairs = || expected.iter().zip(actual);
    let head = pairs().take_while(|(line, span)| same(line, span)).count();
    let room = expected.len().min(actual.len()) - head;
    let backwards = expected.iter().rev().zip(actual.iter().rev());
    let tail = backwards
        .take(room)
        .take_while(|(line, span)| same(line, span))
        .count();
    let inner = head..expected.len() - tail;

    let mut steps: Vec<Step> = (0..head).map(Step::Same).collect();
    let middle = Table::new(&expected[inner.clone()], &actual[head..actual.len() - tail]).steps();
    steps.extend(middle.into_iter().map(|step| match step {
        Step::Same(nth) => Step::Same(nth + head),
        Step::Missing(nth) => Step::Missing(nth + head),
        Step::Unexpected(nth) => Step::Unexpected(nth + head),
    }));
    steps.extend((inner.end..expected.len()).map(Step::Same));
    steps
}

/// For every pair of places, what the rest of the way costs.
struct Table<'a> {
    expected: &'a [Line],
    actual: &'a [Actual<'a>],
    /// Two costs a pair: on arriving at the expected line, and from within the run of a `...`.
    costs: Vec<[u32; 2]>,
}

/// What to do at a pair of places.
enum Move {
    /// The two lines match.
    Match,
    /// A `...` takes this line.
    Take,
    /// A `...` ends here.
    Leave,
    /// One span stands where another was expected.
    Changed,
    Missing,
    Unexpected,
}

impl<'a> Table<'a> {
    fn new(expected: &'a [Line], actual: &'a [Actual<'a>]) -> Self {
        let size = (expected.len() + 1) * (actual.len() + 1);
        let mut table = Self {
            expected,
            actual,
            costs: vec![[0; 2]; size],
        };
        for line in (0..=expected.len()).rev() {
            for span in (0..=actual.len()).rev() {
                for within in [false, true] {
                    let cost = table.best(line, span, within).map_or(0, |(_, cost)| cost);
                    table.costs[line * (actual.len() + 1) + span][usize::from(within)] = cost;
                }
            }
        }
        table
    }

    fn cost(&self, line: usize, span: usize, within: bool) -> u32 {
        self.costs[line * (self.actual.len() + 1) + span][usize::from(within)]
    }

    /// The cheapest move, the first of equals; `None` at the end of both trees.
    fn best(&self, line: usize, span: usize, within: bool) -> Option<(Move, u32)> {
        let mut moves: Vec<(Move, u32)> = Vec::with_capacity(4);
        let actual = self.actual.get(span);
        match (self.expected.get(line), actual) {
            (Some(rest), _) if rest.span.is_none() => {
                // It takes whole subtrees: it begins with a span of its own depth.
                let takes = actual.is_some_and(|one| {
                    one.depth == rest.depth || (within && one.depth > rest.depth)
                });
                if takes {
                    moves.push((Move::Take, self.cost(line, span + 1, true)));
                } else if actual.is_some_and(|one| one.depth > rest.depth) {
                    // What is below the line above is shown there.
                    moves.push((Move::Unexpected, self.cost(line, span + 1, false) + 1));
                }
                moves.push((Move::Leave, self.cost(line + 1, span, false)));
            }
            (Some(wanted), found) => {
                if found.is_some_and(|found| same(wanted, found)) {
                    moves.push((Move::Match, self.cost(line + 1, span + 1, false)));
                }
                if found.is_some_and(|found| found.depth == wanted.depth) {
                    moves.push((Move::Changed, self.cost(line + 1, span + 1, false) + 2));
                }
                moves.push((Move::Missing, self.cost(line + 1, span, false) + 1));
                if found.is_some() {
                    moves.push((Move::Unexpected, self.cost(line, span + 1, false) + 1));
                }
            }
            (None, Some(_)) => moves.push((Move::Unexpected, self.cost(line, span + 1, false) + 1)),
            (None, None) => {}
        }
        moves.into_iter().min_by_key(|(_, cost)| *cost)
    }

    fn steps(&self) -> Vec<Step> {
        let (mut line, mut span, mut within) = (0, 0, false);
        let mut steps = Vec::new();
        while let Some((best, _)) = self.best(line, span, within) {
            within = matches!(best, Move::Take);
            match best {
                Move::Match => {
                    steps.push(Step::Same(line));
                    (line, span) = (line + 1, span + 1);
                }
                Move::Take => span += 1,
                Move::Leave => {
                    steps.push(Step::Same(line));
                    line += 1;
                }
                Move::Changed => {
                    steps.extend([Step::Missing(line), Step::Unexpected(span)]);
                    (line, span) = (line + 1, span + 1);
                }
                Move::Missing => {
                    steps.push(Step::Missing(line));
                    line += 1;
                }
                Move::Unexpected => {
                    steps.push(Step::Unexpected(span));
                    span += 1;
                }
            }
        }
        steps
    }
}
