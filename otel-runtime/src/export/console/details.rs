//! What there is to tell about a span beside its name: what went wrong, attributes, events, links, and what was lost.

use super::canvas::Paint;
use super::row::Shown;
use super::text::{clip, clip_value, wrap};
use super::time::{between, duration};
use crate::export::tree::{Outcome, text};
use opentelemetry::KeyValue;
use opentelemetry::trace::Event;
use opentelemetry_sdk::trace::SpanData;
use unicode_width::UnicodeWidthStr;

/// Coloured pieces of one line.
pub(super) type Pieces = Vec<(Paint, String)>;

/// One thing to tell.
#[derive(Debug)]
pub(super) struct Detail {
    pub(super) pieces: Pieces,
    /// May stand on a line after something else.
    pub(super) joins: bool,
    /// Something else may stand on the line after it.
    pub(super) shares: bool,
}

impl Detail {
    fn line(paint: Paint, text: String) -> Self {
        Self {
            pieces: vec![(paint, text)],
            joins: false,
            shares: false,
        }
    }

    pub(super) fn width(&self) -> usize {
        self.pieces.iter().map(|(_, text)| text.width()).sum()
    }
}

/// Events and links of a span that are shown one by one.
const SHOWN: usize = 8;
/// Lines of an error's message.
const MESSAGE_LINES: usize = 6;

/// All there is to tell, each thing at most `width` columns wide.
pub(super) fn of(shown: &Shown<'_>, outcome: &Outcome<'_>, width: usize) -> Vec<Detail> {
    let span = shown.span;
    let mut details = Vec::new();
    if !shown.told_below {
        message(&mut details, outcome, width);
    }
    attributes(&mut details, span, outcome, width);
    events(&mut details, span, outcome, width);
    let links = span.links.iter().take(SHOWN).map(|link| {
        let context = &link.span_context;
        let text = format!("⇢ link {} {}", context.trace_id(), context.span_id());
        Detail::line(Paint::Dim, clip(&text, width))
    });
    details.extend(links);
    lost(&mut details, span);
    details
}

/// Details as lines: those that may share one are put together as far as they fit.
pub(super) fn flow(details: Vec<Detail>, width: usize) -> Vec<Pieces> {
    let mut lines: Vec<Pieces> = Vec::new();
    let mut room = 0;
    for detail in details {
        let wide = detail.width();
        match lines.last_mut() {
            Some(line) if detail.joins && wide < room => {
                line.push((Paint::Plain, " ".to_string()));
                line.extend(detail.pieces);
                room = if detail.shares { room - wide - 1 } else { 0 };
            }
            _ => {
                lines.push(detail.pieces);
                room = if detail.shares {
                    width.saturating_sub(wide)
                } else {
                    0
                };
            }
        }
    }
    lines
}

fn message(details: &mut Vec<Detail>, outcome: &Outcome<'_>, width: usize) {
    let Some(failure) = outcome.failure() else {
        return;
    };
    let kind = match outcome {
        Outcome::Panicked(_) => "",
        _ => failure.kind.as_ref(),
    };
    let text = match (kind, failure.message.as_ref()) {
        ("", message) => message.to_string(),
        (kind, "") => kind.to_string(),
        (kind, message) if message.starts_with(kind) => message.to_string(),
        (kind, message) => format!("{kind}: {message}"),
    };
    if text.is_empty() {
        return;
    }
    let lines = wrap(&text, width, MESSAGE_LINES);
    let joins = lines.len() == 1;
    details.extend(lines.into_iter().map(|line| Detail {
        pieces: vec![(Paint::Red, line)],
        joins,
        shares: false,
    }));
}

fn attributes(details: &mut Vec<Detail>, span: &SpanData, outcome: &Outcome<'_>, width: usize) {
    let shown = span.attributes.iter().filter(|attribute| {
        let key = attribute.key.as_str();
        let said = match outcome {
            Outcome::Cancelled => key == "outcome",
            Outcome::Error(_) | Outcome::Panicked(_) => key == "error.type",
            Outcome::Ok | Outcome::Unset => false,
        };
        // Where in the code and on which thread is for a backend that can filter by it.
        !(said || key.starts_with("code.") || key.starts_with("thread."))
    });
    details.extend(shown.map(|attribute| {
        let pieces = pair(attribute, width);
        Detail {
            pieces,
            joins: true,
            shares: true,
        }
    }));
}

fn pair(attribute: &KeyValue, width: usize) -> Pieces {
    let key = clip(attribute.key.as_str(), width / 2) + "=";
    let value = clip_value(&attribute.value, width.saturating_sub(key.width()));
    vec![(Paint::Dim, key), (Paint::Plain, value)]
}

fn events(details: &mut Vec<Detail>, span: &SpanData, outcome: &Outcome<'_>, width: usize) {
    // What the line about the error says is not said twice.
    let told = |event: &Event| {
        event.name == "exception"
            && outcome.failure().is_some_and(|failure| {
                let message = text(&event.attributes, "exception.message").unwrap_or_default();
                failure.message.contains(message.as_ref())
            })
    };
    let events: Vec<&Event> = span.events.iter().filter(|event| !told(event)).collect();
    for event in events.iter().take(SHOWN) {
        let after = duration(between(span.start_time, event.timestamp));
        let name = clip(&format!("• {}", event.name), width / 2);
        let mut room = width.saturating_sub(name.width() + after.width() + 2);
        let mut pieces = vec![(Paint::Plain, name), (Paint::Dim, format!(" +{after}"))];
        for attribute in event
            .attributes
            .iter()
            .filter(|one| one.key.as_str() != "exception.stacktrace")
        {
            let pair = pair(attribute, room.saturating_sub(1).max(12));
            let wide: usize = pair.iter().map(|(_, text)| text.width()).sum();
            if wide >= room {
                pieces.push((Paint::Dim, " …".to_string()));
                break;
            }
            room -= wide + 1;
            pieces.push((Paint::Plain, " ".to_string()));
            pieces.extend(pair);
        }
        details.push(Detail {
            pieces,
            joins: false,
            shares: false,
        });
    }
    if events.len() > SHOWN {
        let more = format!("… {} more events", events.len() - SHOWN);
        details.push(Detail::line(Paint::Dim, more));
    }
}

/// What is not shown, or did not fit into the span's own limits.
fn lost(details: &mut Vec<Detail>, span: &SpanData) {
    if span.links.len() > SHOWN {
        let more = format!("… {} more links", span.links.len() - SHOWN);
        details.push(Detail::line(Paint::Dim, more));
    }
    let dropped = [
        (span.dropped_attributes_count, "attributes"),
        (span.events.dropped_count, "events"),
        (span.links.dropped_count, "links"),
    ];
    for (count, what) in dropped.into_iter().filter(|(count, _)| *count > 0) {
        details.push(Detail::line(
            Paint::Yellow,
            format!("{what} over the limit: {count}"),
        ));
    }
}
