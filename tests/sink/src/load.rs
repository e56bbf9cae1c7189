//! Work at a pace.

use std::{
    thread::sleep,
    time::{Duration, Instant},
};

/// Does `work` with 0, 1, 2 and so on, `times` in all, evenly within `during`; as fast as it can
/// where that is zero.
pub fn evenly(times: u64, during: Duration, mut work: impl FnMut(u64)) {
    let start = Instant::now();
    let mut done = 0;
    while done < times {
        let gone = start.elapsed();
        let due = if gone >= during {
            times
        } else {
            (times as f64 * gone.as_secs_f64() / during.as_secs_f64()) as u64
        };
        (done..due).for_each(&mut work);
        done = done.max(due);
        if done < times {
            sleep(Duration::from_millis(1));
        }
    }
}
