//! What is seen of the program from second to second.

use std::time::{Duration, Instant};

use otel_runtime::Telemetry;

use crate::work::made;

/// What is not queued, in MiB: buffers of threads, open batches, a request on its way in one piece.
const BESIDE: u64 = 64;

/// What was seen at one moment.
#[derive(Debug)]
pub(crate) struct Sample {
    /// Seconds since the start.
    pub(crate) time: f64,
    /// Resident memory in bytes, where it is known.
    pub(crate) memory: Option<u64>,
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
                let memory = sample
                    .memory
                    .map(|bytes| format!(", {} MiB resident", bytes >> 20));
                println!(
                    "{second:5} s: {} spans made{}, pending {:?}",
                    made(),
                    memory.unwrap_or_default(),
                    sample.pending
                );
            }
            samples.push(sample);
        }
        Self(samples)
    }

    /// How fast it was.
    pub(crate) fn summary(&self, made: u64) {
        let time = self.0.last().map_or(1.0, |sample| sample.time);
        println!(
            "{made} spans in {time:.0} s: {:.0} a second",
            made as f64 / time
        );
    }

    /// Says how much memory it took, and what the bound is: what the queues may hold, and `BESIDE`.
    /// A word about it, if it was more.
    pub(crate) fn memory_mistake(&self, queues: usize) -> Option<String> {
        let mib: Option<Vec<u64>> = self.0.iter().map(|one| Some(one.memory? >> 20)).collect();
        let Some(mib) = mib.filter(|mib| !mib.is_empty()) else {
            println!("resident memory: SKIPPED, there is no /proc/self/status here");
            return None;
        };
        let medians = mib.chunks(mib.len().div_ceil(4)).map(|quarter| {
            let mut quarter = quarter.to_vec();
            quarter.sort_unstable();
            quarter[quarter.len() / 2].to_string()
        });
        let (queues, peak) = (queues as u64 >> 20, mib.iter().copied().max()?);
        println!(
            "resident memory: {} MiB at the start, {peak} MiB at most, {queues} MiB of queues and \
             {BESIDE} MiB allowed; median of each quarter: {} MiB",
            mib[0],
            medians.collect::<Vec<_>>().join(", ")
        );
        let bound = queues + BESIDE;
        (peak > bound).then(|| format!("{peak} MiB resident, and {bound} MiB would be enough"))
    }
}

/// `VmRSS` of this process, where there is a `/proc`.
fn resident_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kib: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kib << 10)
}

#[cfg(test)]
mod tests {
    use super::{BESIDE, Sample, Samples};

    fn of(memory: Option<u64>) -> Samples {
        let sample = |memory| Sample {
            time: 0.0,
            memory,
            pending: Vec::new(),
        };
        Samples(vec![sample(Some(1 << 20)), sample(memory)])
    }

    #[test]
    fn memory_is_bounded_by_the_queues_where_it_is_known() {
        let queues = 192 << 20;
        let bound = (192 + BESIDE) << 20;
        assert_eq!(of(Some(bound)).memory_mistake(queues), None);
        assert_eq!(
            of(Some(bound + (1 << 20))).memory_mistake(queues),
            Some("257 MiB resident, and 256 MiB would be enough".to_owned())
        );
        assert_eq!(of(None).memory_mistake(queues), None);
    }
}
