//! One trace as it is printed: a line about the whole, then its spans as a tree.

use super::canvas::{Canvas, Paint};
use super::row::{self, Guides};
use super::text::clip;
use super::time::{TimeLine, duration};
use crate::export::tree::{Row, outcome, rows};
use opentelemetry::trace::{SpanId, TraceId};
use opentelemetry_sdk::trace::SpanData;
use std::sync::Arc;
use unicode_width::UnicodeWidthStr;

/// A span and the service it came from.
#[derive(Debug)]
pub(super) struct Held {
    pub(super) span: SpanData,
    pub(super) service: Arc<str>,
}

/// What of a trace is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The trace as far as it passed through this process.
    Whole,
    /// Spans that came after the trace was printed.
    Continued,
    /// What there was when it had to be printed, before its outermost span had ended.
    Unfinished,
}

/// Spans of one trace, to be printed together.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) trace: TraceId,
    pub(super) part: Part,
    pub(super) spans: Vec<Held>,
}

/// The columns of a block.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout {
    /// Columns of a line.
    pub(super) width: usize,
    /// Columns of the service at the start of the line, zero where there is only one.
    pub(super) service: usize,
    /// Columns of the bar at the end of it.
    pub(super) bar: usize,
}

impl Layout {
    /// The widest duration, and a space on both sides.
    const DURATION: usize = 10;
    const SERVICE: usize = 16;

    fn new(width: usize, services: &[Arc<str>]) -> Self {
        let widest = services
            .iter()
            .map(|name| clip(name, Self::SERVICE).width());
        let service = match services.len() {
            0 | 1 => 0,
            _ => widest.max().unwrap_or(0) + 2,
        };
        let bar = ((width - service) / 5).clamp(8, 40);
        Self {
            width,
            service,
            bar,
        }
    }

    /// Where the tree ends and the duration begins.
    pub(super) fn tree_end(&self) -> usize {
        self.width - self.bar - Self::DURATION - 1
    }

    /// Where the bar begins.
    pub(super) fn bar_start(&self) -> usize {
        self.width - self.bar
    }
}

/// How blocks are printed; the services are numbered for their colours as they are first seen.
#[derive(Debug)]
pub(super) struct Printer {
    pub(super) color: bool,
    services: Vec<Arc<str>>,
}

impl Printer {
    /// Names of services that keep a number of their own.
    const SERVICES: usize = 64;

    pub(super) fn new(color: bool) -> Self {
        Self {
            color,
            services: Vec::new(),
        }
    }

    /// The block as lines of about `width` columns, ended by an empty one.
    pub(super) fn print(&mut self, block: &Block, width: usize) -> String {
        let spans: Vec<&SpanData> = block.spans.iter().map(|held| &held.span).collect();
        let rows = rows(&spans);
        let mut services: Vec<Arc<str>> = Vec::new();
        for row in &rows {
            let service = &block.spans[row.index].service;
            if !services.contains(service) {
                services.push(service.clone());
            }
        }
        let line = TimeLine::of(&spans);
        let layout = Layout::new(width, &services);
        let mut canvas = Canvas::new(self.color);
        header(&mut canvas, block, &line, &services, width);

        let mut guides = Guides::default();
        let mut above: Option<&Arc<str>> = None;
        for (nth, row) in rows.iter().enumerate() {
            let Held { span, service } = &block.spans[row.index];
            let paint = Paint::Service(self.number(service));
            if layout.service > 0 && above != Some(service) {
                canvas.put(paint, &clip(service, Layout::SERVICE));
            }
            above = Some(service);
            let shown = row::Shown {
                span,
                paint,
                orphan: row.depth == 0 && span.parent_span_id != SpanId::INVALID,
                has_children: below(&rows, nth).next().is_some(),
                told_below: told(span, below(&rows, nth).map(|index| spans[index])),
            };
            guides.enter(row);
            row::print(&mut canvas, &shown, &guides, &layout, &line);
        }
        canvas.newline();
        canvas.into_text()
    }

    fn number(&mut self, service: &Arc<str>) -> usize {
        let known = self.services.iter().position(|one| one == service);
        known.unwrap_or_else(|| {
            if self.services.len() < Self::SERVICES {
                self.services.push(service.clone());
            }
            self.services.len() - 1
        })
    }
}

fn header(
    canvas: &mut Canvas,
    block: &Block,
    line: &TimeLine,
    services: &[Arc<str>],
    width: usize,
) {
    canvas.put(Paint::Dim, "trace ");
    canvas.put(Paint::Bold, &block.trace.to_string());
    match block.part {
        Part::Whole => {}
        Part::Continued => canvas.put(Paint::Yellow, " (continued)"),
        Part::Unfinished => canvas.put(Paint::Yellow, " (unfinished)"),
    }
    let count = match block.spans.len() {
        1 => "1 span".to_string(),
        several => format!("{several} spans"),
    };
    let names = services.join(", ");
    let about = format!(" · {} · {count} · ", duration(line.total));
    canvas.put(Paint::Dim, &about);
    let room = width.saturating_sub(canvas.column()).max(16);
    canvas.put(Paint::Plain, &clip(&names, room));
    canvas.newline();
}

/// The spans below a row, by their numbers.
fn below(rows: &[Row], nth: usize) -> impl Iterator<Item = usize> {
    let depth = rows[nth].depth;
    let below = rows[nth + 1..]
        .iter()
        .take_while(move |row| row.depth > depth);
    below.map(|row| row.index)
}

/// Whether a span further down says the same about what went wrong: then it is said there, once.
fn told<'a>(span: &SpanData, mut below: impl Iterator<Item = &'a SpanData>) -> bool {
    let here = outcome(span);
    let Some(here) = here.failure().filter(|here| !here.message.is_empty()) else {
        return false;
    };
    below.any(|span| {
        let there = outcome(span);
        there
            .failure()
            .is_some_and(|there| there.message.contains(here.message.as_ref()))
    })
}
