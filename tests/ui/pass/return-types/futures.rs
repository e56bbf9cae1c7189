#![deny(warnings)]

use std::pin::Pin;

use otel_runtime::traced;

#[traced(attrs(id))]
fn prepared(id: &u64) -> Pin<Box<dyn Future<Output = u64> + Send + 'static>> {
    let id = *id;
    Box::pin(async move { id })
}

#[traced(attrs(id))]
fn returned_early(id: &u64) -> Pin<Box<dyn Future<Output = u64> + Send + 'static>> {
    if *id == 0 {
        return Box::pin(std::future::ready(0));
    }
    let id = *id;
    Box::pin(async move { id })
}

#[traced(args, attrs(other = id))]
fn made_by_another((id, _): (u64, u8)) -> impl Future<Output = u64> + Send + Unpin {
    std::future::ready(id)
}

#[traced]
fn borrowing<'a>(id: &'a u64) -> impl Future<Output = u64> + Send + use<'a> {
    async { *id }
}

#[traced]
fn more_than_a_future(id: u64) -> impl Future<Output = u64> + Clone {
    std::future::ready(id)
}

#[traced]
async fn recursive(number: u64) -> u64 {
    if number == 0 {
        return 1;
    }
    number * Box::pin(recursive(number - 1)).await
}

#[traced]
async fn mutual(number: u64) -> u64 {
    if number == 0 {
        1
    } else {
        number * through_a_box(number - 1).await
    }
}

fn through_a_box(number: u64) -> Pin<Box<dyn Future<Output = u64> + Send>> {
    Box::pin(mutual(number))
}

fn is_send<F: Future + Send>(future: F) {
    drop(future);
}

fn main() {
    is_send(prepared(&1));
    is_send(returned_early(&0));
    is_send(made_by_another((1, 2)));
    is_send(borrowing(&1));
    is_send(more_than_a_future(1));
    is_send(recursive(1));
    is_send(mutual(1));
}
