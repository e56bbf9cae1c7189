//! The account of one metric exporter: what became of its data points, and what is said of it.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Instant,
};

use super::{MetricLedger, points::Points};
use crate::diagnostics::{LossWarning, say, warn};

/// What they are called in messages: one, and more.
const NOUN: [&str; 2] = ["data point", "data points"];

/// Counts the data points of one exporter, and warns when they do not arrive.
#[derive(Debug)]
pub(crate) struct Books(Mutex<Account>);

#[derive(Debug, Default)]
struct Account {
    ledger: MetricLedger,
    /// Why something did not arrive last.
    why: String,
    /// Whether it was said that nothing arrives.
    is_out: bool,
    /// Whether it was said that nothing can be collected.
    is_unreadable: bool,
    lost: LossWarning,
    rejected: LossWarning,
    /// How many were missing when a flush was told so last.
    told: u64,
}

impl Books {
    pub(crate) fn new(exporter: String) -> Self {
        let ledger = MetricLedger {
            exporter,
            ..MetricLedger::default()
        };
        Self(Mutex::new(Account {
            ledger,
            ..Account::default()
        }))
    }

    pub(crate) fn ledger(&self) -> MetricLedger {
        self.account().ledger.clone()
    }

    /// An export begins. It tells what the one before failed to tell.
    pub(super) fn begin(&self, points: Points) {
        let ledger = &mut self.account().ledger;
        ledger.superseded += std::mem::take(&mut ledger.pending);
        ledger.made += points.all;
    }

    /// Acknowledged, but for `rejected` of them.
    pub(super) fn exported(&self, points: Points, rejected: u64, why: &str) {
        let rejected = rejected.min(points.all);
        let mut account = self.account();
        account.ledger.exported += points.all - rejected;
        account.answered();
        if rejected > 0 {
            account.refuse(rejected, format!("the receiver rejected them: {why}"));
        }
    }

    /// Refused for good.
    pub(super) fn refused(&self, points: Points, why: String) {
        let mut account = self.account();
        account.answered();
        account.refuse(points.all, why);
    }

    /// Not delivered: what has delta temporality is lost, all else is for the next export to tell.
    pub(super) fn failed(&self, points: Points, why: String, advice: &str) {
        self.unanswered(&why, advice);
        let mut account = self.account();
        account.ledger.lost += points.delta;
        account.ledger.pending += points.all - points.delta;
        account.why = why;
        account.warn_of_losses();
    }

    /// Nobody has answered so far: said once, until somebody does.
    pub(super) fn unanswered(&self, why: &str, advice: &str) {
        let mut account = self.account();
        if !std::mem::replace(&mut account.is_out, true) {
            let exporter = &account.ledger.exporter;
            warn(&format!(
                "metrics {exporter}: not delivered: {why}. {advice}"
            ));
        }
    }

    /// Nothing could be collected: said once.
    pub(super) fn unreadable(&self, why: &str) -> String {
        let mut account = self.account();
        let line = format!(
            "metrics {}: nothing can be collected: {why}",
            account.ledger.exporter
        );
        if !std::mem::replace(&mut account.is_unreadable, true) {
            warn(&line);
        }
        line
    }

    /// The answer to a flush: an error when something is missing that was not before, or is yet to
    /// be told.
    pub(super) fn answer(&self) -> Result<(), String> {
        let mut account = self.account();
        let missing = account.ledger.missing() - account.told;
        account.told += missing;
        let (points, kind) = match (missing, account.ledger.pending) {
            (0, 0) => return Ok(()),
            (0, pending) => (pending, "not delivered so far"),
            (missing, _) => (missing, "not delivered"),
        };
        let (exporter, why) = (&account.ledger.exporter, &account.why);
        Err(format!(
            "metrics {exporter}: {points} {} {kind}: {why}",
            noun(points)
        ))
    }

    /// The answer to a shutdown: there is no next export for what is pending.
    pub(super) fn close(&self) -> Result<(), String> {
        let mut account = self.account();
        let ledger = &mut account.ledger;
        ledger.lost += std::mem::take(&mut ledger.pending);
        let Account {
            ledger,
            why,
            lost,
            rejected,
            ..
        } = &mut *account;
        let who = format!("metrics {}", ledger.exporter);
        for line in [
            lost.closing(&who, ledger.lost, NOUN, why),
            rejected.closing(&who, ledger.rejected, NOUN, why),
        ]
        .into_iter()
        .flatten()
        {
            warn(&line);
        }
        drop(account);
        self.answer()
    }

    fn account(&self) -> MutexGuard<'_, Account> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Account {
    fn answered(&mut self) {
        if std::mem::take(&mut self.is_out) {
            let exporter = &self.ledger.exporter;
            say(&format!("otel: metrics {exporter}: delivering again"));
        }
    }

    fn refuse(&mut self, points: u64, why: String) {
        self.ledger.rejected += points;
        self.why = why;
        self.warn_of_losses();
    }

    fn warn_of_losses(&mut self) {
        let who = format!("metrics {}", self.ledger.exporter);
        let now = Instant::now();
        let Self {
            ledger,
            why,
            lost,
            rejected,
            ..
        } = self;
        for line in [
            lost.due(now, &who, ledger.lost, NOUN, why),
            rejected.due(now, &who, ledger.rejected, NOUN, why),
        ]
        .into_iter()
        .flatten()
        {
            warn(&line);
        }
    }
}

fn noun(points: u64) -> &'static str {
    NOUN[usize::from(points != 1)]
}
