//! The faults: those of the destination come from the sink, those of the program are here.

use std::time::Duration;

use otlp_sink::{Loses, Pace, Scenario, scenarios};

use crate::panicking::Panics;

/// A fault, and the program that meets it.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) name: &'static str,
    /// In words.
    pub(crate) fault: &'static str,
    /// What the destination does, and how many spans are made meanwhile.
    pub(crate) scenario: Scenario,
    /// How the program ends.
    pub(crate) ending: Ending,
    /// How many destinations there are beside it that never answer.
    pub(crate) dead: usize,
    /// When the exporter panics, if it does.
    pub(crate) panics: Option<Panics>,
}

/// How a program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// A shutdown in `main`, beside a runtime of two workers.
    Shutdown,
    /// A shutdown where there is no runtime at all.
    NoRuntime,
    /// Inside of a current-thread runtime.
    CurrentThread(Call),
    /// A shutdown in a task of a runtime with so many workers.
    InTask(usize),
    /// `process::exit`.
    Exit,
    /// A panic in `main`.
    Panic,
    /// `main` returns, the tracing stays in a static.
    Return,
    /// SIGTERM, which nobody handles.
    Sigterm,
    Abort,
    Sigkill,
    /// A fork in the middle, and a shutdown in both processes.
    Fork,
}

/// What is called last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Call {
    Shutdown,
    Flush,
    Drop,
}

impl Ending {
    pub(crate) fn is_a_signal(self) -> bool {
        self == Self::Sigterm
    }

    /// Whether ours keeps what waits on the disk, and is started once more.
    pub(crate) fn needs_a_folder(self) -> bool {
        matches!(self, Self::Abort | Self::Sigkill)
    }

    /// Whether the last call says what became of the spans.
    pub(crate) fn has_result(self) -> bool {
        !self.tells_nobody() && self != Self::CurrentThread(Call::Drop)
    }

    /// Whether there is nobody left whom a loss could be told.
    pub(crate) fn tells_nobody(self) -> bool {
        !matches!(
            self,
            Self::Shutdown | Self::NoRuntime | Self::CurrentThread(_) | Self::InTask(_)
        )
    }
}

/// All of them.
pub(crate) fn cases(pace: Pace) -> Vec<Case> {
    let of_destinations = scenarios(pace).into_iter().map(|scenario| Case {
        name: scenario.name,
        fault: scenario.fault,
        scenario,
        ending: Ending::Shutdown,
        dead: 0,
        panics: None,
    });
    let mut cases: Vec<Case> = of_destinations.collect();
    let baseline = cases[0].clone();

    let panics = |name, fault, panics| Case {
        name,
        fault,
        panics: Some(panics),
        ..baseline.clone()
    };
    let mut always = panics(
        "exporter_panics_always",
        "the exporter always panics",
        Panics::All,
    );
    always.scenario.loses = Loses::Everything;
    let once = "the exporter panics in its second call";
    cases.extend([panics("exporter_panics_once", once, Panics::Second), always]);

    let beside = |name, fault, dead| Case {
        name,
        fault,
        dead,
        ..baseline.clone()
    };
    cases.extend([
        beside("two_backends_one_dead", "beside one that never answers", 1),
        beside("three_backends_two_dead", "beside two that never answer", 2),
    ]);

    // Few enough for the queue of the stock SDK.
    let ends = |name, fault, ending| {
        let mut case = Case {
            name,
            fault,
            ending,
            ..baseline.clone()
        };
        case.scenario.spans = 1_000;
        case.scenario.during = Duration::from_secs(1);
        case
    };
    use Ending::{CurrentThread, InTask};
    cases.extend([
        ends(
            "ct_shutdown",
            "shutdown in a current-thread runtime",
            CurrentThread(Call::Shutdown),
        ),
        ends(
            "ct_flush",
            "flush in a current-thread runtime",
            CurrentThread(Call::Flush),
        ),
        ends(
            "ct_drop",
            "drop in a current-thread runtime",
            CurrentThread(Call::Drop),
        ),
        ends(
            "one_worker_shutdown_in_task",
            "shutdown in a task, one worker",
            InTask(1),
        ),
        ends(
            "multi_shutdown_in_task",
            "shutdown in a task, two workers",
            InTask(2),
        ),
        ends("no_runtime", "there is no runtime", Ending::NoRuntime),
        ends("fork", "a fork after half of the spans", Ending::Fork),
    ]);

    // Less than a batch, so that nothing has been sent when the program ends.
    let dies = |name, fault, ending| {
        let mut case = ends(name, fault, ending);
        case.scenario.spans = 500;
        case
    };
    cases.extend([
        dies("process_exit", "process::exit", Ending::Exit),
        dies(
            "main_returns",
            "main returns, tracing in a static",
            Ending::Return,
        ),
        dies(
            "panic_in_main",
            "main panics, tracing in a static",
            Ending::Panic,
        ),
        dies(
            "sigterm",
            "SIGTERM; ours: shutdown_on_signals",
            Ending::Sigterm,
        ),
        dies(
            "abort",
            "abort; ours: a spool, started again",
            Ending::Abort,
        ),
        dies(
            "sigkill",
            "SIGKILL; ours: a spool, started again",
            Ending::Sigkill,
        ),
    ]);
    cases
}
