#![deny(warnings, unused_qualifications, unused_must_use, unsafe_op_in_unsafe_fn)]

use std::panic::Location;
use std::sync::{LazyLock, Mutex};
use std::thread;

use otel_runtime::traced;
use tokio::runtime::{Builder, Runtime};
use tokio::task::{JoinHandle, JoinSet, spawn, spawn_blocking};

static RUNTIME: LazyLock<Runtime> =
    LazyLock::new(|| Builder::new_multi_thread().worker_threads(1).build().unwrap());

#[traced]
async fn functions(words: &'static [&'static str]) -> JoinHandle<usize> {
    spawn(async {});
    let _ = spawn_blocking(|| ());
    #[cfg(any())]
    spawn(missing());
    #[cfg(all())]
    #[allow(clippy::let_underscore_future)]
    let _ = spawn(async { words.len() });
    if let Ok(length) = spawn(async { words.len() }).await {
        return spawn(async move { length });
    }
    spawn(async move { words.iter().map(|word| word.len()).sum() })
}

struct Jobs {
    tasks: Mutex<JoinSet<u8>>,
    sets: Vec<JoinSet<u8>>,
}

impl Jobs {
    #[traced(spawn = link)]
    fn methods(&mut self, index: usize) {
        #[cfg(any())]
        self.sets[0].spawn(missing());
        #[cfg(all())]
        self.sets[0].spawn_on(async { 0 }, RUNTIME.handle());
        let handle = self.sets[index].spawn_on(async { 1 }, RUNTIME.handle());
        handle.abort();
        let guard = RUNTIME.enter();
        self.tasks.lock().unwrap().spawn(async { 2 });
        self.tasks.get_mut().unwrap().spawn_blocking(|| 3);
        match index {
            #[cfg(any())]
            0 => self.sets[0].spawn(missing()),
            _ => self.sets[0].spawn(async { 4 }),
        };
        let start = |set: &mut JoinSet<u8>| set.spawn(async { 5 });
        start(&mut self.sets[0]);
        drop(guard);
    }
}

#[traced]
fn threads(numbers: &mut [u32]) -> u32 {
    let (left, right) = numbers.split_at_mut(1);
    thread::scope(|s| {
        s.spawn(|| left[0] += 1);
        let sum = s.spawn(move || right.iter().sum::<u32>());
        sum.join().unwrap_or_default()
    })
}

/// Where it was called.
#[track_caller]
fn spawn_local(number: u32) -> (u32, u32) {
    (number, Location::caller().line())
}

mod task {
    #[allow(clippy::missing_safety_doc)]
    pub(super) unsafe fn spawn(number: u32) -> u32 {
        number
    }
}

#[derive(Clone, Copy)]
struct Here;

impl Here {
    #[track_caller]
    fn spawn(self, _: u32) -> u32 {
        Location::caller().line()
    }
}

#[traced]
fn located() -> u32 {
    let here = Location::caller().line();
    let (one, line) = spawn_local(1);
    assert_eq!(line, here + 1);
    let this = Here;
    assert_eq!(this.spawn(1), here + 4);
    assert_eq!(Some(Here).unwrap().spawn(1), here + 5);
    let line = Some(Here).unwrap().spawn(2);
    assert_eq!(line, here + 6);
    let line = this.spawn(2);
    assert_eq!(line, here + 8);
    one + unsafe { task::spawn(2) }
}

/// No function of these is traced by the attribute around it.
#[traced]
fn items() -> u32 {
    fn spawn(number: u32) -> u32 {
        number
    }
    const fn spawn_blocking(number: u32) -> u32 {
        number
    }
    const TWO: u32 = spawn_blocking(2);
    let zeros = [0; spawn_blocking(3) as usize];
    spawn(1) + TWO + zeros.len() as u32
}

fn main() {
    let words = RUNTIME.block_on(async { functions(&["a", "bc"]).await.await });
    assert_eq!(words.unwrap(), 2);
    let mut jobs = Jobs {
        tasks: Mutex::default(),
        sets: vec![JoinSet::new(), JoinSet::new()],
    };
    jobs.methods(1);
    assert_eq!(threads(&mut [1, 2, 3]), 5);
    assert_eq!(located(), 3);
    assert_eq!(items(), 6);
}
