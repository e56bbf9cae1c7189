//! How much memory tracing takes, idle and at the peak of a burst: child processes again, which read
//! it from `/proc/self/status`.

use std::{
    collections::HashSet,
    process::ExitCode,
    thread::{scope, sleep},
    time::{Duration, Instant},
};

use otlp_sink::{Line, Pace, Sink};

use crate::{
    case::cases,
    child::{Program, Said},
    tracing::Contender,
};

const BURST: u64 = 100_000;

/// The most that ours may take, in KiB: its queue, and 64 MiB beside it, as in the soak.
const BOUND: u64 = (32 + 64) << 10;

/// Measures and prints; whether ours loses nothing and stays within its bound.
pub(crate) fn show(contenders: &[Contender]) -> bool {
    let Some(bare) = resident("bare", "-", &Sink::start()).0 else {
        println!("\nmemory: SKIPPED, there is no /proc/self/status here");
        return true;
    };
    let rule = [
        "-".repeat(42),
        "-".repeat(14),
        "-".repeat(11),
        "-".repeat(12),
    ];
    let [what, who, resident_rule, lost] = rule;
    println!(
        "\n| {:40} | {:12} | {:>10} | {:>11} |",
        "memory", "tracing with", "resident", "lost"
    );
    println!("|{what}|{who}|{resident_rule}:|{lost}:|");
    let row = |what: &str, who: &str, kib: u64, lost: &str| {
        let mb = kib as f64 * 1.024 / 1_000.0;
        println!("| {what:40} | {who:12} | {mb:>7.1} MB | {lost:>11} |");
    };
    let mut is_well = true;
    row("the bare program", "nothing", bare, "");
    for contender in contenders {
        let name = contender.name();
        if let (Some(idle), _) = resident("idle", name, &Sink::start()) {
            row("idle, above that", name, idle.saturating_sub(bare), "");
        }
        for away in [false, true] {
            for threads in ["1", "4"] {
                let sink = Sink::start();
                if away {
                    sink.line(Line::Down);
                }
                let (Some(peak), counted) = resident(threads, name, &sink) else {
                    println!("{name} has said nothing of its memory");
                    return false;
                };
                let place = if away { "away" } else { "there" };
                let what = format!("100,000 spans, threads {threads}, receiver {place}");
                let arrived = sink.ids().into_iter().collect::<HashSet<_>>().len();
                // With nobody there, what is lost before the shutdown, which gives up the rest.
                let lost = if away {
                    counted
                } else {
                    Some(BURST - arrived as u64)
                };
                let said = lost.map_or("not counted".to_owned(), |lost| lost.to_string());
                row(&what, name, peak, &said);
                is_well &= *contender == Contender::Stock || lost == Some(0) && peak <= BOUND;
            }
        }
    }
    is_well
}

/// What a child says of its memory, in KiB, and of its losses before its end.
fn resident(what: &str, contender: &str, sink: &Sink) -> (Option<u64>, Option<u64>) {
    let mut program = Program::start(&["--memory-child", what, contender, sink.endpoint()]);
    let (mut memory, mut lost) = (None, None);
    program.hear(Duration::from_secs(60), |_, said| match said {
        Said::Memory(kib) => memory = Some(kib),
        Said::Lost(spans) => lost = Some(spans),
        _ => {}
    });
    (memory, lost)
}

/// The child: `bare`, `idle` or a number of threads; who traces, and where to.
pub(crate) fn run(arguments: &[&str]) -> ExitCode {
    let [what, contender, endpoint] = arguments else {
        panic!("a child is told more than {arguments:?}");
    };
    if *what == "bare" {
        return say("VmRSS:");
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    let _entered = runtime.enter();
    let contender: Contender = contender.parse().unwrap();
    let baseline = &cases(Pace(1))[0];
    let tracing = contender.start(baseline, &[endpoint], None);
    if *what == "idle" {
        // Once the connection is made and everything has been used.
        tracing.span(0);
        let _ = tracing.flush();
        return say("VmRSS:");
    }
    let threads: u64 = what.parse().unwrap();
    scope(|scope| {
        for thread in 0..threads {
            let spans = BURST / threads * thread..BURST / threads * (thread + 1);
            let tracing = &tracing;
            scope.spawn(move || spans.for_each(|number| tracing.span(number)));
        }
    });
    let counting = Instant::now();
    while tracing.ended().is_some_and(|ended| ended < BURST) && counting.elapsed().as_secs() < 10 {
        sleep(Duration::from_millis(10));
    }
    // Before the shutdown, which gives up what nobody took.
    if let Some(lost) = tracing.lost() {
        Said::Lost(lost).say();
    }
    let _ = tracing.shutdown();
    say("VmHWM:")
}

/// Says what the kernel has under this name, if it has.
fn say(name: &str) -> ExitCode {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let number = line.and_then(|line| line.trim().strip_suffix(" kB"));
    if let Some(kib) = number.and_then(|number| number.parse().ok()) {
        Said::Memory(kib).say();
    }
    ExitCode::SUCCESS
}
