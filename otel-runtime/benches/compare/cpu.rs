//! The processor time of this process and of its threads, as the kernel counts it.

use std::fs;
use std::time::Duration;

/// The kernel's unit in `/proc/self/stat`: 100 a second on every Linux that is in use.
const TICK: Duration = Duration::from_millis(10);

/// Time used by one thread, by its number, to the nanosecond; nothing if it has ended.
pub(crate) fn thread_time(thread: &str) -> Duration {
    let text = fs::read_to_string(format!("/proc/self/task/{thread}/schedstat"));
    let nanoseconds = text
        .ok()
        .and_then(|text| text.split(' ').next()?.parse().ok());
    Duration::from_nanos(nanoseconds.unwrap_or(0))
}

/// Time used by all threads, those that have ended included, to the tick.
pub(crate) fn process_time() -> Duration {
    let text = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The second field is the program's name in brackets and may hold spaces.
    let fields = text.rsplit(") ").next().unwrap_or_default().split(' ');
    let ticks: u32 = fields
        .skip(11)
        .take(2)
        .filter_map(|ticks| ticks.parse::<u32>().ok())
        .sum();
    TICK * ticks
}

/// The number of the calling thread.
pub(crate) fn this_thread() -> String {
    let link = fs::read_link("/proc/thread-self").unwrap_or_default();
    let name = link
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    name.unwrap_or_default()
}
