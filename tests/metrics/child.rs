//! A program that is set up by its environment alone, and ends as its first argument says.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::exit)]

use std::process::ExitCode;
#[cfg(unix)]
use std::time::Instant;

#[cfg(unix)]
use fork::{Fork, fork, waitpid};
use opentelemetry::{global, metrics::Counter};
use otel_runtime::traced;

#[traced]
fn work() {}

fn requests() -> Counter<u64> {
    global::meter("shop").u64_counter("requests").build()
}

fn main() -> ExitCode {
    let case = std::env::args().nth(1).unwrap();
    let telemetry = otel_runtime::init().unwrap();
    let requests = requests();
    requests.add(1, &[]);
    work();
    match &*case {
        "returns" => {}
        "exits" => {
            std::mem::forget(telemetry);
            std::process::exit(0);
        }
        "waits" => {
            let _ = std::io::stdin().read_line(&mut String::new());
        }
        #[cfg(unix)]
        "flushes-on-signals" => {
            telemetry.flush_on_signals().unwrap();
            println!("ready");
            let _ = std::io::stdin().read_line(&mut String::new());
        }
        #[cfg(unix)]
        "forks" => {
            telemetry.flush().unwrap();
            let provider = telemetry.meter_provider().unwrap();
            match fork().unwrap() {
                Fork::Child => {
                    let start = Instant::now();
                    assert!(telemetry.meter_provider().is_none());
                    requests.add(100, &[]);
                    work();
                    telemetry.flush().unwrap();
                    assert!(provider.force_flush().is_err());
                    assert!(telemetry.ledger().metrics.is_empty());
                    telemetry.shutdown().unwrap();
                    drop((telemetry, provider));
                    println!("{}", start.elapsed().as_millis());
                    std::process::exit(0);
                }
                Fork::Parent(child) => assert_eq!(waitpid(child).unwrap(), 0),
            }
            requests.add(1, &[]);
        }
        other => panic!("no case {other}"),
    }
    ExitCode::SUCCESS
}
