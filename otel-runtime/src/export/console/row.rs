//! One span as it is printed: its place in the tree, what it is, how long it took, and what there is to tell.

use super::block::Layout;
use super::canvas::{Canvas, Paint};
use super::details;
use super::text::clip;
use super::time::{TimeLine, between, duration};
use crate::export::tree::{Outcome, Row, kind, outcome};
use opentelemetry::trace::SpanKind;
use opentelemetry_sdk::trace::SpanData;
use unicode_width::UnicodeWidthStr;

/// A span, and what its neighbours mean for how it is shown.
#[derive(Debug)]
pub(super) struct Shown<'a> {
    pub(super) span: &'a SpanData,
    /// The colour of its service.
    pub(super) paint: Paint,
    /// Its parent is not in this block.
    pub(super) orphan: bool,
    pub(super) has_children: bool,
    /// A span below it shows the same error.
    pub(super) told_below: bool,
}

/// The lines that lead from parents to children.
#[derive(Debug, Default)]
pub(super) struct Guides {
    /// For each ancestor below the root, and for the span itself, whether no sibling follows.
    last: Vec<bool>,
}

impl Guides {
    pub(super) fn enter(&mut self, row: &Row) {
        self.last.truncate(row.depth.saturating_sub(1));
        if row.depth > 0 {
            self.last.push(row.last);
        }
    }

    /// The guides before the span's name.
    fn before(&self, columns: usize) -> String {
        match self.last.split_last() {
            None => String::new(),
            Some((true, above)) => Self::through(above, columns) + "└─ ",
            Some((false, above)) => Self::through(above, columns) + "├─ ",
        }
    }

    /// The guides of the lines below the span's name.
    fn below(&self, columns: usize, has_children: bool) -> String {
        Self::through(&self.last, columns) + if has_children { "│  " } else { "   " }
    }

    /// Half of the tree's columns at most are guides: of the ancestors of a deep span the nearest are shown.
    fn through(levels: &[bool], columns: usize) -> String {
        let room = (columns / 6).max(1);
        let skipped = levels.len().saturating_sub(room);
        let mark = if skipped > 0 { "⋯  " } else { "" };
        let guides = levels[skipped..]
            .iter()
            .map(|last| if *last { "   " } else { "│  " });
        mark.chars().chain(guides.flat_map(str::chars)).collect()
    }
}

/// Prints the span: the line with its bar, and below it what did not fit there.
pub(super) fn print(
    canvas: &mut Canvas,
    shown: &Shown<'_>,
    guides: &Guides,
    layout: &Layout,
    line: &TimeLine,
) {
    let span = shown.span;
    let columns = layout.tree_end() - layout.service;
    let outcome = outcome(span);
    let (name_paint, bar_paint) = match &outcome {
        Outcome::Error(_) | Outcome::Panicked(_) => (Paint::Red, Paint::Red),
        Outcome::Cancelled => (Paint::Yellow, Paint::Yellow),
        Outcome::Ok | Outcome::Unset => (Paint::Bold, shown.paint),
    };

    let before = guides.before(columns);
    let marks = marks(shown, &outcome);
    let marks_width: usize = marks.iter().map(|(_, text)| text.width() + 1).sum();
    let name_room = columns.saturating_sub(before.width() + marks_width).max(8);
    let name = clip(&span.name, name_room);
    let used = before.width() + name.width() + marks_width;

    canvas.pad(layout.service);
    canvas.put(Paint::Dim, &before);
    canvas.put(name_paint, &name);
    for (paint, text) in &marks {
        canvas.put(Paint::Plain, " ");
        canvas.put(*paint, text);
    }

    // Short details stand beside the name while there is room; the first that does not fit, and all after it, below.
    let below = guides.below(columns, shown.has_children);
    let room_below = layout
        .width
        .saturating_sub(layout.service + below.width())
        .max(20);
    let mut details = details::of(shown, &outcome, room_below)
        .into_iter()
        .peekable();
    let mut room = columns.saturating_sub(used);
    while let Some(detail) = details.next_if(|next| next.joins && next.width() < room) {
        room = if detail.shares {
            room - detail.width() - 1
        } else {
            0
        };
        canvas.put(Paint::Plain, " ");
        detail
            .pieces
            .iter()
            .for_each(|(paint, text)| canvas.put(*paint, text));
    }

    let time = duration(between(span.start_time, span.end_time));
    canvas.pad(layout.bar_start().saturating_sub(time.width() + 1));
    canvas.put(Paint::Plain, &time);
    canvas.pad(layout.bar_start());
    let bar = line.bar(span, layout.bar);
    canvas.pad(layout.bar_start() + bar.width() - bar.trim_start().width());
    canvas.put(bar_paint, bar.trim_start());
    canvas.newline();
    for line in details::flow(details.collect(), room_below) {
        canvas.pad(layout.service);
        canvas.put(Paint::Dim, &below);
        line.iter()
            .for_each(|(paint, text)| canvas.put(*paint, text));
        canvas.newline();
    }
}

/// The words between name and details: kind, where an orphan belongs, how it went.
fn marks(shown: &Shown<'_>, outcome: &Outcome<'_>) -> Vec<(Paint, String)> {
    let mut marks = Vec::new();
    if shown.span.span_kind != SpanKind::Internal {
        marks.push((Paint::Dim, format!("[{}]", kind(&shown.span.span_kind))));
    }
    if shown.orphan {
        marks.push((Paint::Dim, format!("⇠ {}", shown.span.parent_span_id)));
    }
    match outcome {
        Outcome::Unset => {}
        Outcome::Ok => marks.push((Paint::Dim, "✓".to_string())),
        Outcome::Cancelled => marks.push((Paint::Yellow, "⊘ cancelled".to_string())),
        Outcome::Error(_) => marks.push((Paint::Red, "✗".to_string())),
        Outcome::Panicked(_) => marks.push((Paint::Red, "✗ panicked".to_string())),
    }
    marks
}
