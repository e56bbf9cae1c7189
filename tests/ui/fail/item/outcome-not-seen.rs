#![allow(unused)]

use otel_runtime::traced;

#[traced(err(display), ok)]
#[track_caller]
fn located() -> Result<(), String> {
    Ok(())
}

#[traced(span = current)]
fn only_makes_the_future() -> impl Future<Output = ()> {
    std::future::ready(())
}

fn main() {}
