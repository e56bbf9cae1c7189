//! The process with the three receivers: it is told when faults begin and end, and tells what came.

use std::sync::Arc;

use otlp_sink::Address;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    sync::watch,
    task::JoinSet,
    time::{Instant, sleep_until},
};

use crate::{
    BACKENDS,
    connections::serve,
    faults::{Fault, Window, windows},
    options::Options,
    protocols::router,
    receiver::Receiver,
};

pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    let ended = runtime.block_on(serve_all(options));
    // Those who read from a terminal are not waited for.
    runtime.shutdown_background();
    ended
}

async fn serve_all(options: &Options) -> anyhow::Result<()> {
    let mut receivers = Vec::new();
    for _ in BACKENDS {
        let address = Address::hold()?;
        println!("{}", address.endpoint());
        let fault = watch::Sender::new(None);
        let receiver = Arc::new(Receiver::new(fault.subscribe()));
        tokio::spawn(serve(address, router(receiver.clone()), fault.subscribe()));
        receivers.push((receiver, fault));
    }
    let mut faults = JoinSet::new();
    let mut words = BufReader::new(tokio::io::stdin()).lines();
    while let Some(word) = words.next_line().await? {
        match &*word {
            "go" => {
                for (backend, (_, fault)) in receivers.iter().enumerate() {
                    let windows = windows(options.seed, backend, options.seconds);
                    faults.spawn(play(windows, fault.clone()));
                }
            }
            "calm" => {
                faults.shutdown().await;
                for (_, fault) in &receivers {
                    fault.send_replace(None);
                }
            }
            _ => {
                for (receiver, _) in &receivers {
                    println!("{}", receiver.received().line());
                }
            }
        }
    }
    Ok(())
}

/// Lets the faults happen at their times.
async fn play(windows: Vec<Window>, now: watch::Sender<Option<Fault>>) {
    let begin = Instant::now();
    for Window { fault, start, end } in windows {
        sleep_until(begin + start).await;
        now.send_replace(Some(fault));
        sleep_until(begin + end).await;
        now.send_replace(None);
    }
}
