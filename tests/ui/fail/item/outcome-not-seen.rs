#![allow(unused)]

use otel_runtime::traced;

#[traced(err(display), ok)]
#[track_caller]
fn located() -> Result<(), String> {
    Ok(())
}

#[traced(on_ok(n = 1), err(none))]
#[track_caller]
fn also_located() -> Result<(), String> {
    Ok(())
}

#[traced(on_return(n = 1), err(expected = _))]
fn never_returns() -> ! {
    loop {}
}

#[traced(span = current)]
fn only_makes_the_future() -> impl Future<Output = ()> {
    std::future::ready(())
}

#[traced(span = current)]
fn only_makes_the_stream() -> impl futures::Stream<Item = u8> {
    made()
}

#[traced(span = current)]
fn only_makes_a_box() -> BoxStream<'static, u8> {
    Box::pin(made())
}

fn main() {}
