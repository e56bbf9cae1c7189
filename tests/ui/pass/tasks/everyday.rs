//! How tasks are started every day.
#![deny(warnings, unused_parens, unused_braces, unreachable_code)]

use std::collections::HashMap;
use std::error::Error;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use otel_runtime::traced;
use tokio::task::{self, JoinHandle, JoinSet};

struct Worker {
    task: Option<JoinHandle<()>>,
    name: String,
}

impl Worker {
    #[traced]
    fn start(name: &str) -> Self {
        let name = name.to_owned();
        Self {
            task: Some(tokio::spawn(async {
                loop {
                    tokio::time::sleep(Duration::from_secs(60)).await;
                }
            })),
            name,
        }
    }

    #[traced]
    async fn restart(&mut self) {
        if let Some(task) = self.task.take() {
            task.abort();
        }
        let name = self.name.clone();
        self.task = Some(tokio::spawn(async move {
            let _ = name.len();
        }));
        drop(tokio::spawn(async {}));
        tokio::spawn(async {}).abort_handle().abort();
    }
}

#[traced]
async fn many(numbers: Vec<u64>) -> Result<u64, Box<dyn Error + Send + Sync>> {
    let mut handles = Vec::new();
    for number in &numbers {
        let number = *number;
        handles.push(tokio::spawn(async move { number }));
    }
    let mut sum = 0;
    for handle in handles {
        sum += handle.await?;
    }
    let mapped = numbers.iter().map(|number| {
        let number = *number;
        task::spawn_blocking(move || number)
    });
    for handle in mapped.collect::<Vec<_>>() {
        sum += handle.await?;
    }
    let parsed: u64 = tokio::spawn(async { "12".parse() }).await??;
    let mut set = JoinSet::new();
    numbers.iter().copied().for_each(|number| {
        set.spawn(async move { (number, number * 2) });
    });
    let mut by_number = HashMap::new();
    while let Some(joined) = set.join_next().await {
        let (number, double) = joined?;
        by_number.insert(number, double);
    }
    Ok(sum + parsed + by_number.values().sum::<u64>())
}

#[traced]
fn which(first: bool) -> JoinHandle<u8> {
    if first {
        return tokio::spawn(async { 1 });
    }
    match first {
        true => tokio::spawn(async { 2 }),
        false => tokio::spawn(async { 3 }),
    }
}

#[traced]
fn channels() -> Result<usize, mpsc::RecvError> {
    let (sender, receiver) = mpsc::channel();
    let sum = thread::spawn(move || -> Result<usize, mpsc::RecvError> {
        let first: usize = receiver.recv()?;
        if first > 5 {
            return Ok(first);
        }
        Ok(first + receiver.recv()?)
    });
    let forever = thread::Builder::new();
    let _ = forever.spawn(move || loop {
        if sender.send(4).is_err() {
            return;
        }
        thread::sleep(Duration::from_millis(1));
    });
    let mut text = String::from("a");
    let total = thread::scope(|s| {
        let handles: Vec<_> = (0..3).map(|n| s.spawn(move || n)).collect();
        s.spawn(|| text.push('b'));
        handles.into_iter().map(|handle| handle.join().unwrap_or(0)).sum::<usize>()
    });
    let sum = sum.join().unwrap_or(Ok(0))?;
    Ok(sum + total + text.len())
}

#[traced]
fn threads_that_never_return() {
    thread::spawn(|| {
        loop {
            thread::park();
        }
    });
    let _ = thread::spawn(|| -> ! { panic!("expected") });
}

fn main() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let mut worker = Worker::start("one");
        worker.restart().await;
        assert_eq!(many(vec![1, 2]).await.unwrap(), 24);
        assert_eq!(which(true).await.unwrap(), 1);
        let _: &dyn Send = &many(Vec::new());
    });
    assert_eq!(channels().unwrap(), 13);
    let _ = threads_that_never_return;
}
