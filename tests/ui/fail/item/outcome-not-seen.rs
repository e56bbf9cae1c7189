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

#[traced(span = current)]
fn only_makes_the_stream() -> impl futures::Stream<Item = u8> {
    made()
}

#[traced(span = current)]
fn only_makes_a_box() -> BoxStream<'static, u8> {
    Box::pin(made())
}

fn main() {}
