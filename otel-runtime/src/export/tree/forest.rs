//! Who is whose child: spans in the order in which a tree prints them.

use opentelemetry::trace::{SpanId, TraceId};
use opentelemetry_sdk::trace::SpanData;
use std::collections::HashMap;

/// A span's place in the printed tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    /// Which of the given spans this is.
    pub(crate) index: usize,
    /// How many ancestors it has among them.
    pub(crate) depth: usize,
    /// Whether no sibling comes after it; only the console draws guides.
    #[cfg_attr(not(feature = "console"), allow(dead_code))]
    pub(crate) last: bool,
}

/// The spans as a forest in pre-order, roots and siblings by start time.
///
/// A span whose parent is not among them is a root. Every span has exactly one row: of spans that are each other's
/// ancestors, which only a broken sender makes, the earliest counts as a root. Nothing here recurses, because the
/// depth of a trace is not ours to choose.
pub(crate) fn rows(spans: &[&SpanData]) -> Vec<Row> {
    let mut by_start: Vec<usize> = (0..spans.len()).collect();
    by_start.sort_by_key(|&index| spans[index].start_time);

    let mut places: HashMap<(TraceId, SpanId), usize> = HashMap::with_capacity(spans.len());
    for &index in &by_start {
        let context = &spans[index].span_context;
        places
            .entry((context.trace_id(), context.span_id()))
            .or_insert(index);
    }

    let mut roots = Vec::new();
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); spans.len()];
    for &index in &by_start {
        let span = spans[index];
        let parent = (span.span_context.trace_id(), span.parent_span_id);
        match places.get(&parent) {
            Some(&place) if span.parent_span_id != SpanId::INVALID => children[place].push(index),
            _ => roots.push(index),
        }
    }

    let mut rows = Vec::with_capacity(spans.len());
    let mut placed = vec![false; spans.len()];
    // The spans without a way down from a root, those of a cycle, come after the rest.
    for root in roots.into_iter().chain(by_start) {
        place(root, &children, &mut placed, &mut rows);
    }
    rows
}

fn place(root: usize, children: &[Vec<usize>], placed: &mut [bool], rows: &mut Vec<Row>) {
    let mut waiting = vec![Row {
        index: root,
        depth: 0,
        last: true,
    }];
    while let Some(row) = waiting.pop() {
        if std::mem::replace(&mut placed[row.index], true) {
            continue;
        }
        rows.push(row);
        let below = &children[row.index];
        waiting.extend(below.iter().enumerate().rev().map(|(nth, &index)| Row {
            index,
            depth: row.depth + 1,
            last: nth + 1 == below.len(),
        }));
    }
}
