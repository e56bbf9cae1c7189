//! What is seen of the program from second to second.

use std::time::{Duration, Instant};

use otel_runtime::Telemetry;

use crate::work::made;

/// What was seen at one moment.
#[derive(Debug)]
pub(crate) struct Sample {
    /// Seconds since the start.
    pub(crate) time: f64,
    /// Resident memory in bytes; 0 where it is not known.
    pub(crate) memory: u64,
    /// What each backend has not settled.
    pub(crate) pending: Vec<u64>,
}

#[derive(Debug, Default)]
pub(crate) struct Samples(pub(crate) Vec<Sample>);

impl Samples {
    /// Looks once a second, for `seconds`, and says a word now and then.
    pub(crate) fn take(telemetry: &Telemetry, seconds: u64) -> Self {
        let start = Instant::now();
        let mut samples = Vec::new();
        for second in 0..=seconds {
            let next = start + Duration::from_secs(second);
            std::thread::sleep(next.saturating_duration_since(Instant::now()));
            let backends = telemetry.ledger().backends;
            let sample = Sample {
                time: start.elapsed().as_secs_f64(),
                memory: resident_memory(),
                pending: backends.iter().map(|backend| backend.pending).collect(),
            };
            if second % 60 == 0 {
                println!(
                    "{second:5} s: {} spans made, {} MiB resident, pending {:?}",
                    made(),
                    sample.memory >> 20,
                    sample.pending
                );
            }
            samples.push(sample);
        }
        Self(samples)
    }

    /// How fast it was, and how much memory it took.
    pub(crate) fn summary(&self, made: u64) {
        let time = self.0.last().map_or(1.0, |sample| sample.time);
        println!(
            "{made} spans in {time:.0} s: {:.0} a second",
            made as f64 / time
        );
        let quarter = self.0.len().div_ceil(4);
        let medians = self.0.chunks(quarter).map(|samples| {
            let mut memory: Vec<_> = samples.iter().map(|sample| sample.memory >> 20).collect();
            memory.sort_unstable();
            memory[memory.len() / 2].to_string()
        });
        println!(
            "resident memory: {} MiB at the start, {} MiB at most; median of each quarter: {} MiB",
            self.0.first().map_or(0, |sample| sample.memory >> 20),
            self.peak() >> 20,
            medians.collect::<Vec<_>>().join(", ")
        );
    }

    fn peak(&self) -> u64 {
        let memory = self.0.iter().map(|sample| sample.memory);
        memory.max().unwrap_or_default()
    }

    /// A word about the memory, if it was more than the queues explain.
    pub(crate) fn memory_mistake(&self, queues: usize) -> Option<String> {
        // What is not queued: buffers of threads, open batches, a request on its way in one piece.
        let bound = queues as u64 + (64 << 20);
        let peak = self.peak();
        (peak > bound).then(|| {
            let [peak, bound] = [peak >> 20, bound >> 20];
            format!("{peak} MiB resident, and {bound} MiB would be enough")
        })
    }
}

/// `VmRSS` of this process, where there is a `/proc`.
fn resident_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kib.unwrap_or_default() << 10
}
