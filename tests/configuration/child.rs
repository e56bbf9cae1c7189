//! Sets tracing up from its environment, as any program does, and says what came of it.
#![allow(clippy::print_stdout)]

use std::process::ExitCode;

use otel_runtime::traced;

#[traced]
fn work() {}

fn main() -> ExitCode {
    match otel_runtime::init() {
        Ok(telemetry) => {
            work();
            println!("{}", telemetry.describe());
            ExitCode::SUCCESS
        }
        Err(error) => {
            println!("{error}");
            ExitCode::FAILURE
        }
    }
}
