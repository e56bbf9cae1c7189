//! Who calls: two threads and many tasks, at a rate.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread::JoinHandle,
    time::{Duration, Instant},
};

use tokio::runtime::Runtime;

use crate::work::{JOB_SPANS, job, made, order};

const THREADS: u64 = 2;
const TASKS: usize = 64;
const PAUSE: Duration = Duration::from_millis(5);

/// Work that goes on until it is finished.
pub(crate) struct Load {
    is_over: Arc<AtomicBool>,
    threads: Vec<JoinHandle<()>>,
    runtime: Runtime,
}

/// Starts to make `rate` spans in a second: a half of them on threads, the others in tasks.
pub(crate) fn start(rate: u64) -> anyhow::Result<Load> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    let start = Instant::now();
    let due = move |rate: u64| (start.elapsed().as_secs_f64() * rate as f64) as u64;
    let is_over = Arc::new(AtomicBool::new(false));
    let threads = (0..THREADS).map(|_| {
        let is_over = is_over.clone();
        std::thread::spawn(move || {
            let mut jobs = 0;
            while !is_over.load(Ordering::Relaxed) {
                while jobs < due(rate) / 2 / THREADS / JOB_SPANS {
                    jobs += 1;
                    job(jobs);
                }
                std::thread::sleep(PAUSE);
            }
        })
    });
    let threads = threads.collect();
    let orders = Arc::new(AtomicU64::new(0));
    for _ in 0..TASKS {
        let orders = orders.clone();
        runtime.spawn(async move {
            // It ends with its runtime.
            loop {
                while made() < due(rate) {
                    let number = orders.fetch_add(1, Ordering::Relaxed);
                    // A customer who pays nothing is no fault of ours.
                    let _ = order(number).await;
                }
                tokio::time::sleep(PAUSE).await;
            }
        });
    }
    Ok(Load {
        is_over,
        threads,
        runtime,
    })
}

impl Load {
    /// Ends the work, tasks in the middle of theirs; gives the number of spans that were made.
    pub(crate) fn finish(self) -> u64 {
        self.is_over.store(true, Ordering::Relaxed);
        self.threads.into_iter().for_each(|thread| {
            let _ = thread.join();
        });
        drop(self.runtime);
        made()
    }
}
