//! Waits for a signal.

use std::{process::ExitCode, thread, time::Duration};

use tokio::signal::unix::{SignalKind, signal};

use crate::{TELEMETRY, telemetry, work_500};

pub(crate) fn run(case: &str, endpoints: &[String]) -> Option<ExitCode> {
    let code = match case {
        "shuts-down-on-signals" => shuts_down(&endpoints[0]),
        "dropped-before-the-signal" => dropped(&endpoints[0]),
        "flushes-on-signals" => with_tokio(&endpoints[0]),
        _ => return None,
    };
    Some(code)
}

fn wait() -> ! {
    println!("ready");
    loop {
        thread::park();
    }
}

fn shuts_down(endpoint: &str) -> ExitCode {
    let telemetry = TELEMETRY.get_or_init(|| telemetry(endpoint));
    telemetry.shutdown_on_signals().unwrap();
    telemetry.shutdown_on_signals().unwrap();
    work_500();
    wait()
}

fn dropped(endpoint: &str) -> ExitCode {
    let telemetry = telemetry(endpoint);
    telemetry.shutdown_on_signals().unwrap();
    work_500();
    drop(telemetry);
    wait()
}

/// Handles the signal itself, and takes its time; never gets to an end of its own.
fn with_tokio(endpoint: &str) -> ExitCode {
    let telemetry = telemetry(endpoint);
    telemetry.flush_on_signals().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let mut terminate = signal(SignalKind::terminate()).unwrap();
        work_500();
        println!("ready");
        terminate.recv().await;
        println!("handling");
        tokio::time::sleep(Duration::from_secs(3_600)).await;
    });
    ExitCode::SUCCESS
}
