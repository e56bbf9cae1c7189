//! Three receivers that fail all the time, and a program that traces all the while: at the end every
//! span is accounted for, and the memory is what it was.
//!
//! ```text
//! cargo run --release --example soak -- --seconds 1200 --rate 20000 --seed 7 --plot docs/soak.svg
//! ```
#![expect(clippy::print_stdout, reason = "an example talks to its reader")]

mod account;
mod connections;
mod destinations;
mod faults;
mod load;
mod options;
mod plot;
mod protocols;
mod receiver;
mod receivers;
mod samples;
mod work;

use std::{path::PathBuf, time::Duration};

use anyhow::bail;
use otel_runtime::{BatchSettings, Compression, Exporter, Otlp, SpoolSettings, Telemetry};

use destinations::Destinations;
use options::Options;
use samples::Samples;

/// What the three backends are called, here and in the ledger.
pub(crate) const BACKENDS: [&str; 3] = ["grpc", "http", "spool"];

/// How long the backends have, once their receivers are well, to send what waits.
const PATIENCE: Duration = Duration::from_secs(120);

fn main() -> anyhow::Result<()> {
    let options = Options::read(std::env::args().skip(1))?;
    if options.receivers {
        return receivers::run(&options);
    }
    let mut destinations = Destinations::start(&options)?;
    let spool = Scratch::new();
    let telemetry = telemetry(&destinations, &spool)?;
    println!("{options}");

    destinations.say("go")?;
    let load = load::start(options.rate)?;
    let samples = Samples::take(&telemetry, options.seconds);
    let made = load.finish();

    destinations.say("calm")?;
    // It tells of every loss, and they are expected: the ledger says more.
    let _ = telemetry.flush_timeout(PATIENCE);
    let _ = telemetry.shutdown();
    let received = destinations.end()?;

    if let Some(path) = &options.plot {
        std::fs::write(path, plot::draw(&samples, &options))?;
    }
    samples.summary(made);
    let mut mistakes = account::compare(made, &telemetry.ledger(), &received);
    mistakes.extend(samples.memory_mistake(queue_bytes()));
    if !mistakes.is_empty() {
        bail!("this is wrong:\n{}", mistakes.join("\n"));
    }
    println!("every span is accounted for");
    Ok(())
}

/// A telemetry with a queue of the default size, a large one, and one on the disk.
fn telemetry(destinations: &Destinations, spool: &Scratch) -> anyhow::Result<Telemetry> {
    let [grpc, http, spooled] = &destinations.endpoints;
    // A receiver that hangs is to be noticed within the few seconds for which it does.
    let patient = |otlp: Otlp| otlp.timeout(Duration::from_secs(2));
    let grpc = patient(Otlp::grpc().endpoint(grpc));
    let http = patient(Otlp::http().endpoint(http))
        .compression(Compression::Gzip)
        .batch(BatchSettings::high_throughput());
    let spooled = patient(Otlp::grpc().endpoint(spooled)).spool(SpoolSettings::new(&spool.0));
    let mut builder = Telemetry::builder().without_environment().service("soak");
    for (otlp, name) in [grpc, http, spooled].into_iter().zip(BACKENDS) {
        builder = builder.exporter(Exporter::from(otlp).named(name));
    }
    Ok(builder.install()?)
}

/// The most that all backends hold in memory.
fn queue_bytes() -> usize {
    let usual = BatchSettings::default().queue_bytes;
    // The one with a spool has its queue in front of that.
    2 * usual + BatchSettings::high_throughput().queue_bytes
}

/// A folder for the spool; gone when dropped.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Self {
        Self(std::env::temp_dir().join(format!("otel-soak-{}", std::process::id())))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
