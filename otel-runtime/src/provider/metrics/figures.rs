//! What a telemetry has counted, in the terms of the semantic conventions' metrics about SDKs.

use std::sync::{Arc, Weak, atomic::Ordering};

use opentelemetry::KeyValue;

use crate::export::{BackendLedger, Component, DropCause, Loss, attributes, with_error};
use crate::provider::{
    backends::Member, core::Counts, metrics::observe::Observer, running::Running,
};

/// What is told of one figure: the value, and whose it is.
pub(crate) type Tell<'a, T> = &'a mut dyn FnMut(T, &[KeyValue]);

/// All figures of a telemetry at one moment.
pub(crate) struct Figures {
    running: Arc<Running>,
    rows: Vec<Row>,
}

/// Those of one backend, and of what went by its name before.
struct Row {
    component: Component,
    capacity: Option<usize>,
    in_flight: u64,
    ledger: BackendLedger,
}

/// Losses of spans that the exporter has had.
const BY_EXPORTERS: [Loss; 4] = [
    Loss::Rejected,
    Loss::Dropped(DropCause::ExportFailed),
    Loss::Dropped(DropCause::TooLarge),
    Loss::Dropped(DropCause::ExporterPanicked),
];

/// Losses of spans that never came to the exporter, or were taken back from it.
const BY_PROCESSORS: [Loss; 4] = [
    Loss::Dropped(DropCause::QueueFull),
    Loss::Dropped(DropCause::ShutDown),
    Loss::Dropped(DropCause::SpoolFull),
    Loss::Dropped(DropCause::SpoolDamaged),
];

impl Figures {
    /// `None` when the telemetry is gone, or is observed by somebody else now.
    pub(crate) fn read(observer: &Weak<Observer>) -> Option<Self> {
        let running = observer.upgrade()?.running()?;
        let mut rows: Vec<Row> = Vec::new();
        for member in running.backends() {
            let ledger = member.ledger().snapshot();
            let capacity = member.recipe.capacity();
            enter(&mut rows, &member, ledger, capacity);
        }
        let removed = running.here.get().removed().rows();
        for (member, ledger) in removed {
            enter(&mut rows, &member, ledger, None);
        }
        Some(Self { running, rows })
    }

    pub(crate) fn started(&self, tell: Tell<'_, u64>) {
        let counts = self.counts();
        counts.started.each(tell);
        // Nobody has read their headers.
        let unread = counts.buffers_full.load(Ordering::Relaxed);
        if unread > 0 {
            tell(unread, &[]);
        }
    }

    pub(crate) fn processed(&self, tell: Tell<'_, u64>) {
        for row in &self.rows {
            let by_exporter = BY_EXPORTERS.iter().map(|loss| row.ledger.lost_by(*loss));
            let passed_on = row.ledger.exported + by_exporter.sum::<u64>();
            tell(passed_on, &row.component.processor);
            for loss in BY_PROCESSORS {
                let attributes = with_error(&row.component.processor, loss.name());
                tell(row.ledger.lost_by(loss), &attributes);
            }
        }
        let counts = self.counts();
        let buffers = "otel_runtime::Telemetry";
        let buffers = attributes(buffers.to_owned(), buffers.to_owned());
        for (error, lost) in [
            ("buffers_full", &counts.buffers_full),
            ("already_shutdown", &counts.after_shutdown),
        ] {
            tell(lost.load(Ordering::Relaxed), &with_error(&buffers, error));
        }
    }

    pub(crate) fn queued(&self, tell: Tell<'_, i64>) {
        for row in &self.rows {
            let queued = row.ledger.pending.saturating_sub(row.in_flight);
            tell(signed(queued), &row.component.processor);
        }
    }

    pub(crate) fn capacity(&self, tell: Tell<'_, i64>) {
        for row in &self.rows {
            if let Some(capacity) = row.capacity {
                tell(signed(capacity as u64), &row.component.processor);
            }
        }
    }

    pub(crate) fn exported(&self, tell: Tell<'_, u64>) {
        for row in &self.rows {
            tell(row.ledger.exported, &row.component.exporter);
            for loss in BY_EXPORTERS {
                let attributes = with_error(&row.component.exporter, loss.name());
                tell(row.ledger.lost_by(loss), &attributes);
            }
        }
    }

    pub(crate) fn in_flight(&self, tell: Tell<'_, i64>) {
        for row in &self.rows {
            let in_flight = row.in_flight.min(row.ledger.pending);
            tell(signed(in_flight), &row.component.exporter);
        }
    }

    fn counts(&self) -> &Counts {
        self.running.core().counts.get()
    }
}

/// Adds a backend's figures to those of its name, so that they never fall when it goes.
fn enter(rows: &mut Vec<Row>, member: &Member, ledger: BackendLedger, capacity: Option<usize>) {
    let component = member.recipe.component();
    let in_flight = member.ledger().in_flight();
    match rows.iter_mut().find(|row| row.component == component) {
        Some(row) => {
            row.ledger.add(&ledger);
            row.in_flight += in_flight;
            row.capacity = match (row.capacity, capacity) {
                (Some(one), Some(other)) => Some(one + other),
                (one, other) => one.or(other),
            };
        }
        None => rows.push(Row {
            component,
            capacity,
            in_flight,
            ledger,
        }),
    }
}

fn signed(spans: u64) -> i64 {
    i64::try_from(spans).unwrap_or(i64::MAX)
}
