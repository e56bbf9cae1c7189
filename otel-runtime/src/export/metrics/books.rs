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

/// A line, and how it is told.
type Line = (fn(&str), String);

#[derive(Debug, Default)]
struct Account {
    ledger: MetricLedger,
    /// Why something did not arrive last.
    why: String,
    /// Whether it was said that nothing arrives.
    is_out: bool,
    /// Whether the last export has begun.
    is_closing: bool,
    /// Whether it was said that nothing can be collected.
    is_unreadable: bool,
    lost: LossWarning,
    rejected: LossWarning,
    /// How many were missing when a flush was told so last.
    told: u64,
    /// What is to be told when nobody holds the account any more.
    lines: Vec<Line>,
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
        self.change(|account| {
            account.ledger.exported += points.all - rejected;
            account.answered();
            if rejected > 0 {
                account.refuse(rejected, format!("the receiver rejected them: {why}"));
            }
        });
    }

    /// Refused for good: only OTLP says so.
    #[cfg(any(feature = "otlp-grpc", feature = "otlp-http"))]
    pub(super) fn refused(&self, points: Points, why: String) {
        self.change(|account| {
            account.answered();
            account.refuse(points.all, why);
        });
    }

    /// Not delivered: what has delta temporality is lost, all else is for the next export to tell.
    pub(super) fn failed(&self, points: Points, why: String) {
        self.unanswered(&why);
        self.change(|account| {
            account.ledger.lost += points.delta;
            account.ledger.pending += points.all - points.delta;
            account.why = why;
            if !account.is_closing {
                account.warn_of_losses();
            }
        });
    }

    /// Nobody has answered so far: said once, until somebody does. At the end it is said with what
    /// is lost.
    pub(super) fn unanswered(&self, why: &str) {
        self.change(|account| {
            if !account.is_closing && !std::mem::replace(&mut account.is_out, true) {
                let line = format!("{}: not delivered: {why}", account.who());
                account.lines.push((warn, line));
            }
        });
    }

    /// The export that comes now is the last.
    pub(super) fn closing(&self) {
        self.account().is_closing = true;
    }

    /// Nothing could be collected: said once.
    pub(super) fn unreadable(&self, why: &str) -> String {
        self.change(|account| {
            let line = format!("{}: nothing can be collected: {why}", account.who());
            if !std::mem::replace(&mut account.is_unreadable, true) {
                account.lines.push((warn, line.clone()));
            }
            line
        })
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
        let (who, noun, why) = (account.who(), noun(points), &account.why);
        Err(format!("{who}: {points} {noun} {kind}: {why}"))
    }

    /// The answer to a shutdown: there is no next export for what is pending.
    pub(super) fn close(&self) -> Result<(), String> {
        self.change(|account| {
            account.ledger.lost += std::mem::take(&mut account.ledger.pending);
            account.tell_losses(LossWarning::closing);
        });
        self.answer()
    }

    /// Changes the account, and tells what is to be told of it without holding it: standard error
    /// may block, and whoever asks for the ledger would wait for it.
    fn change<R>(&self, change: impl FnOnce(&mut Account) -> R) -> R {
        let mut account = self.account();
        let result = change(&mut account);
        let lines = std::mem::take(&mut account.lines);
        drop(account);
        for (tell, line) in lines {
            tell(&line);
        }
        result
    }

    fn account(&self) -> MutexGuard<'_, Account> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Account {
    fn who(&self) -> String {
        format!("metrics {}", self.ledger.exporter)
    }

    fn answered(&mut self) {
        if std::mem::take(&mut self.is_out) {
            let line = format!("otel: {}: delivering again", self.who());
            self.lines.push((say, line));
        }
    }

    fn refuse(&mut self, points: u64, why: String) {
        self.ledger.rejected += points;
        self.why = why;
        self.warn_of_losses();
    }

    fn warn_of_losses(&mut self) {
        let now = Instant::now();
        self.tell_losses(|warning, who, lost, nouns, why| warning.due(now, who, lost, nouns, why));
    }

    fn tell_losses(
        &mut self,
        line: impl Fn(&mut LossWarning, &str, u64, [&str; 2], &str) -> Option<String>,
    ) {
        let who = self.who();
        let lost = line(&mut self.lost, &who, self.ledger.lost, NOUN, &self.why);
        let rejected = line(
            &mut self.rejected,
            &who,
            self.ledger.rejected,
            NOUN,
            &self.why,
        );
        let lines = lost.into_iter().chain(rejected);
        self.lines
            .extend(lines.map(|line| (warn as fn(&str), line)));
    }
}

fn noun(points: u64) -> &'static str {
    NOUN[usize::from(points != 1)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(all: u64, delta: u64) -> Points {
        Points { all, delta }
    }

    fn failed(books: &Books, points: Points) {
        books.begin(points);
        books.failed(points, "down".to_owned());
    }

    #[test]
    fn what_the_next_export_tells_again_is_not_lost() {
        let books = Books::new("test".to_owned());
        failed(&books, points(10, 3));
        failed(&books, points(11, 3));
        let ledger = books.ledger();
        assert_eq!((ledger.lost, ledger.superseded, ledger.pending), (6, 7, 8));
        books.begin(points(12, 4));
        books.exported(points(12, 4), 2, "full");
        let ledger = books.ledger();
        assert_eq!((ledger.superseded, ledger.pending), (15, 0));
        assert_eq!((ledger.exported, ledger.rejected), (10, 2));
        let text = "metrics test: 10 exported, 2 rejected, 6 lost, 15 superseded";
        assert_eq!(ledger.to_string(), text);
    }

    #[test]
    fn a_flush_is_told_of_each_loss_once_and_of_what_is_pending_each_time() {
        let books = Books::new("test".to_owned());
        assert_eq!(books.answer(), Ok(()));
        failed(&books, points(2, 1));
        let lost = "metrics test: 1 data point not delivered: down".to_owned();
        assert_eq!(books.answer(), Err(lost));
        let pending = "metrics test: 1 data point not delivered so far: down".to_owned();
        assert_eq!(books.answer(), Err(pending.clone()));
        assert_eq!(books.answer(), Err(pending));
        books.begin(points(1, 0));
        books.exported(points(1, 0), 0, "");
        assert_eq!(books.answer(), Ok(()));
    }

    #[test]
    fn at_the_end_all_that_is_pending_is_lost() {
        let books = Books::new("test".to_owned());
        failed(&books, points(5, 0));
        let lost = "metrics test: 5 data points not delivered: down".to_owned();
        assert_eq!(books.close(), Err(lost));
        let ledger = books.ledger();
        assert_eq!((ledger.lost, ledger.pending), (5, 0));
    }
}
