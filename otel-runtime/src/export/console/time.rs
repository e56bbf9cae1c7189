//! Durations in three digits, and bars on the time line of a trace.

use opentelemetry_sdk::trace::SpanData;
use std::time::{Duration, SystemTime};

/// The time between two readings, zero if the second is before the first.
pub(super) fn between(start: SystemTime, end: SystemTime) -> Duration {
    end.duration_since(start).unwrap_or_default()
}

/// A duration as a person reads it: `870 ns`, `12.3 µs`, `48.2 ms`, `1.24 s`, `2 min 05 s`.
pub(super) fn duration(time: Duration) -> String {
    let nanoseconds = time.as_nanos();
    if nanoseconds < 1_000 {
        return format!("{nanoseconds} ns");
    }
    let mut amount = time.as_secs_f64() * 1e6;
    for unit in ["µs", "ms", "s"] {
        let limit = if unit == "s" { 59.95 } else { 999.5 };
        if amount < limit {
            let digits = match amount {
                small if small < 9.995 => 2,
                middle if middle < 99.95 => 1,
                _ => 0,
            };
            return format!("{amount:.digits$} {unit}");
        }
        amount /= 1_000.0;
    }
    let seconds = (time.as_secs_f64()).round() as u64;
    if seconds < 3_600 {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    } else {
        format!("{} h {:02} min", seconds / 3_600, seconds / 60 % 60)
    }
}

/// From the first start to the last end of some spans.
#[derive(Clone, Copy, Debug)]
pub(super) struct TimeLine {
    start: SystemTime,
    pub(super) total: Duration,
}

impl TimeLine {
    pub(super) fn of(spans: &[&SpanData]) -> Self {
        let start = spans.iter().map(|span| span.start_time).min();
        let end = spans.iter().map(|span| span.end_time).max();
        let start = start.unwrap_or(SystemTime::UNIX_EPOCH);
        Self {
            start,
            total: between(start, end.unwrap_or(start)),
        }
    }

    /// The span's share of the time line, `width` columns for the whole of it, to half a column and never nothing.
    pub(super) fn bar(&self, span: &SpanData, width: usize) -> String {
        let halves = width as u128 * 2;
        let total = self.total.as_nanos().max(1);
        let scaled = |time| between(self.start, time).min(self.total).as_nanos() * halves;
        let from = (scaled(span.start_time) / total).min(halves - 1);
        let to = scaled(span.end_time).div_ceil(total).max(from + 1);
        let filled = |half| (from..to).contains(&half);
        let column = |column| match (filled(column * 2), filled(column * 2 + 1)) {
            (true, true) => '█',
            (true, false) => '▌',
            (false, true) => '▐',
            (false, false) => ' ',
        };
        (0..to.div_ceil(2)).map(column).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{TimeLine, duration};
    use crate::export::fixture::{Fixture, span};
    use std::time::Duration;

    #[test]
    fn durations_have_three_digits() {
        let shown = |nanoseconds| duration(Duration::from_nanos(nanoseconds));
        assert_eq!(shown(0), "0 ns");
        assert_eq!(shown(870), "870 ns");
        assert_eq!(shown(1_234), "1.23 µs");
        assert_eq!(shown(99_960), "100 µs");
        assert_eq!(shown(999_600), "1.00 ms");
        assert_eq!(shown(48_200_000), "48.2 ms");
        assert_eq!(shown(1_240_000_000), "1.24 s");
        assert_eq!(shown(59_990_000_000), "1 min 00 s");
        assert_eq!(shown(125_000_000_000), "2 min 05 s");
        assert_eq!(shown(3_720_000_000_000), "1 h 02 min");
    }

    #[test]
    fn bars_stand_where_the_span_was() {
        let spans = [
            span("a", 1, 0, 0, 80),
            span("b", 2, 1, 20, 40),
            span("c", 3, 1, 70, 70),
            span("d", 4, 1, 80, 80),
        ];
        let line = TimeLine::of(&spans.each_ref().map(|Fixture(span)| span));
        let bars = spans.each_ref().map(|Fixture(span)| line.bar(span, 4));
        assert_eq!(bars, ["████", " █", "   ▐", "   ▐"]);
    }

    #[test]
    fn a_moment_is_a_bar_too() {
        let Fixture(moment) = span("a", 1, 0, 5, 5);
        assert_eq!(TimeLine::of(&[&moment]).bar(&moment, 4), "▌");
        let Fixture(backwards) = span("a", 1, 0, 5, 3);
        assert_eq!(TimeLine::of(&[&backwards]).bar(&backwards, 4), "▌");
    }
}
