//! What a backend says about the spans that it lost: cause by cause, with what can be done.

use std::time::Instant;

use super::{DropCause, Ledger, Loss};
use crate::diagnostics::LossWarning;

/// What they are called: one, and more.
const SPANS: [&str; 2] = ["span", "spans"];

/// The losses of one backend, and what was said about them.
#[derive(Debug, Default)]
pub(crate) struct Losses {
    causes: [Cause; Loss::COUNT],
}

#[derive(Debug, Default)]
struct Cause {
    warning: LossWarning,
    /// Why spans were lost so last.
    why: String,
}

impl Losses {
    /// Notes why spans were lost.
    pub(crate) fn note(&mut self, loss: Loss, why: String) {
        for (known, cause) in Loss::all().zip(&mut self.causes) {
            if known == loss {
                cause.why = why;
                return;
            }
        }
    }

    /// The lines to print now: each cause at once, then at most once a minute.
    pub(crate) fn due(&mut self, now: Instant, who: &str, ledger: &Ledger) -> Vec<String> {
        self.lines(ledger, |warning, lost, why| {
            warning.due(now, who, lost, SPANS, why)
        })
    }

    /// The last lines to print, for what was lost since the ones before.
    pub(crate) fn closing(&mut self, who: &str, ledger: &Ledger) -> Vec<String> {
        self.lines(ledger, |warning, lost, why| {
            warning.closing(who, lost, SPANS, why)
        })
    }

    fn lines(
        &mut self,
        ledger: &Ledger,
        mut line: impl FnMut(&mut LossWarning, u64, &str) -> Option<String>,
    ) -> Vec<String> {
        let causes = Loss::all().zip(&mut self.causes);
        causes
            .filter_map(|(loss, cause)| {
                let lost = ledger.lost_by(loss);
                (lost > 0)
                    .then(|| line(&mut cause.warning, lost, reason(loss, &cause.why)))
                    .flatten()
            })
            .collect()
    }

    /// Why spans were lost, all causes together.
    pub(crate) fn reasons(&self, ledger: &Ledger) -> String {
        let causes = Loss::all().zip(&self.causes);
        let reasons: Vec<&str> = causes
            .filter(|(loss, _)| ledger.lost_by(*loss) > 0)
            .map(|(loss, cause)| reason(loss, &cause.why))
            .collect();
        reasons.join("; ")
    }
}

/// Why spans were lost; those that never came into a batch have nobody who says it.
fn reason(loss: Loss, why: &str) -> &str {
    match (loss, why) {
        (Loss::Dropped(DropCause::QueueFull), _) => {
            "the queue was full; raise `BatchSettings::queue_bytes` (or OTEL_BSP_MAX_QUEUE_SIZE, if \
             that is set), or sample less"
        }
        (Loss::Dropped(DropCause::ShutDown), "") => "the telemetry was shut down before they ended",
        (Loss::Dropped(DropCause::SpoolFull), _) => {
            "the spool was full and they were its oldest, or a span was larger than a quarter of it; \
             raise `SpoolSettings::max_bytes`"
        }
        (Loss::Dropped(DropCause::SpoolDamaged), _) => {
            "the spool's files were damaged or deleted before they were sent"
        }
        (_, why) => why,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn each_cause_is_told_once_a_minute_with_its_number() {
        let ledger = Ledger::new("memory".to_owned());
        let mut losses = Losses::default();
        let start = Instant::now();
        let minute = Duration::from_secs(60);
        assert!(losses.due(start, "m", &ledger).is_empty());
        ledger.dropped(DropCause::QueueFull, 3);
        ledger.rejected(1);
        losses.note(Loss::Rejected, "too old".to_owned());
        let lines = losses.due(start, "m", &ledger);
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0], "m: 1 span lost: too old");
        assert!(lines[1].starts_with("m: 3 spans lost: the queue was full; raise"));
        ledger.dropped(DropCause::QueueFull, 2);
        ledger.dropped(DropCause::TooLarge, 1);
        losses.note(Loss::Dropped(DropCause::TooLarge), "huge".to_owned());
        assert_eq!(losses.due(start, "m", &ledger), ["m: 1 span lost: huge"]);
        let later = losses.due(start + minute, "m", &ledger);
        assert!(later[0].starts_with("m: 2 more spans lost") && later.len() == 1);
        assert!(losses.closing("m", &ledger).is_empty());
    }
}
