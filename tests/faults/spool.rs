//! A process that is killed or aborts, again and again: with a spool, what ended until just before arrives.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::{
    collections::HashSet,
    io::{BufRead, BufReader, Read, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use otel_runtime::{Otlp, Telemetry, traced};
use otlp_sink::Sink;

/// What is written every 50 ms. The rest is for a machine on which threads wait for a processor.
const LAST: Duration = Duration::from_millis(400);

/// A folder for one test, deleted at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let name = format!("otel-killed-{name}-{}", std::process::id());
        Self(std::env::temp_dir().join(name))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[traced(name = name)]
fn work(name: &str) {
    std::hint::black_box(name);
}

/// Runs only as the child of the tests below: makes a span each millisecond and says which ended
/// when; or, with 0 to be made, delivers what it finds.
#[test]
#[ignore = "the child of another test"]
fn child() {
    let setting = |name| std::env::var(name).unwrap();
    let otlp = Otlp::grpc()
        .endpoint(setting("SPOOL_ENDPOINT"))
        .spool(setting("SPOOL_FOLDER"));
    let telemetry = Telemetry::builder()
        .without_environment()
        .exporter(otlp)
        .build()
        .unwrap();
    let (life, spans): (String, usize) = (
        setting("SPOOL_LIFE"),
        setting("SPOOL_SPANS").parse().unwrap(),
    );
    let aborts = std::env::var_os("SPOOL_ABORTS").is_some();
    for number in 0..spans {
        let name = format!("{life}-{number}");
        telemetry.scope(|| work(&name));
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        println!("ended {name} {}", now.as_micros());
        std::io::stdout().flush().unwrap();
        thread::sleep(Duration::from_millis(1));
    }
    if aborts {
        std::process::abort();
    }
    telemetry.flush().unwrap();
    println!("ledger {}", telemetry.ledger().backends[0]);
}

/// The program, to be started once more.
fn program(life: usize, folder: &Path, endpoint: &str, spans: usize) -> Command {
    let mut program = Command::new(std::env::current_exe().unwrap());
    program
        .args(["child", "--exact", "--ignored", "--nocapture"])
        .env("SPOOL_LIFE", life.to_string())
        .env("SPOOL_FOLDER", folder)
        .env("SPOOL_ENDPOINT", endpoint)
        .env("SPOOL_SPANS", spans.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    program
}

/// Kills a process after `spans` of its spans have ended; the names of all that ended, with the
/// time before the last one in microseconds.
fn live_and_be_killed(life: usize, folder: &Path, endpoint: &str, spans: usize) -> Ended {
    live(&mut program(life, folder, endpoint, usize::MAX), spans)
}

/// The same for a process that aborts after the last of its spans.
fn live_and_abort(life: usize, folder: &Path, endpoint: &str, spans: usize) -> Ended {
    let mut program = program(life, folder, endpoint, spans);
    live(program.env("SPOOL_ABORTS", "yes"), usize::MAX)
}

/// Runs a process to its end, or until `spans` have ended.
fn live(program: &mut Command, spans: usize) -> Ended {
    let mut child = program.spawn().unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut ended = Vec::new();
    for line in lines.map_while(Result::ok) {
        // What was printed before the kill is still in the pipe after it.
        if let ["ended", name, time] = line.split(' ').collect::<Vec<_>>()[..] {
            ended.push((name.to_owned(), time.parse::<u64>().unwrap()));
        }
        if ended.len() == spans {
            child.kill().unwrap();
        }
    }
    child.wait().unwrap();
    let mut errors = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut errors)
        .unwrap();
    assert!(!errors.contains("no whole records"), "{errors}");
    let last = ended.last().unwrap().1;
    let before_last = |(name, time)| (name, Duration::from_micros(last - time));
    ended.into_iter().map(before_last).collect()
}

type Ended = Vec<(String, Duration)>;

/// Starts once more, to deliver what is there, and looks what of `ended` did not arrive.
fn deliver_and_compare(folder: &Path, sink: &Sink, ended: &Ended) {
    let output = program(999, folder, sink.endpoint(), 0).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}{output:?}");
    assert!(text.contains("0 dropped + 0 pending"), "{text}");
    let arrived = sink.spans().into_iter().map(|span| span.name);
    let arrived: HashSet<_> = arrived.collect();
    let missing = ended.iter().filter(|(name, _)| !arrived.contains(name));
    let missing: Vec<_> = missing.collect();
    let longest = missing.iter().map(|(_, before)| *before).max();
    println!(
        "{} of {} are missing, of the last {longest:?}",
        missing.len(),
        ended.len()
    );
    assert!(longest.unwrap_or_default() < LAST, "{missing:?}");
    let names: HashSet<_> = ended.iter().map(|(name, _)| name.clone()).collect();
    // What ended last may have been printed no more.
    assert!(arrived.difference(&names).count() <= 20);
}

#[test]
fn a_process_killed_while_nobody_listens_loses_the_last_moment_at_most() {
    let folder = Folder::new("away");
    let sink = Sink::start();
    let mut ended = Vec::new();
    for life in 0..4 {
        // Port 1 is reserved and nothing listens there.
        let nobody = "http://127.0.0.1:1";
        ended.extend(live_and_be_killed(
            life,
            &folder.0,
            nobody,
            300 + 111 * life,
        ));
    }
    deliver_and_compare(&folder.0, &sink, &ended);
}

#[test]
fn a_process_killed_while_it_delivers_loses_the_last_moment_at_most() {
    let folder = Folder::new("there");
    let sink = Sink::start();
    let mut ended = Vec::new();
    for life in 0..4 {
        ended.extend(live_and_be_killed(
            life,
            &folder.0,
            sink.endpoint(),
            1_000 + 7 * life,
        ));
    }
    deliver_and_compare(&folder.0, &sink, &ended);
}

#[test]
fn a_process_that_aborts_loses_the_last_moment_at_most() {
    let folder = Folder::new("aborts");
    let sink = Sink::start();
    let mut ended = Vec::new();
    for life in 0..4 {
        let spans = 500 + 7 * life;
        ended.extend(live_and_abort(life, &folder.0, sink.endpoint(), spans));
    }
    deliver_and_compare(&folder.0, &sink, &ended);
}
