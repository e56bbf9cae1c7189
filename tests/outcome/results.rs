//! Results are found by type, not by how they are spelled.

use std::{io, task::Poll};

use journey_tests::{traced, traced_async};
use otel_runtime::traced;

type Alias<T> = Result<T, String>;

fn failure<T>() -> Alias<T> {
    Err("failed".to_owned())
}

#[traced("call")]
fn alias() -> Alias<u8> {
    failure()
}

#[traced("call")]
fn input() -> io::Result<()> {
    Err(io::Error::other("failed"))
}

#[traced("call")]
fn optional(some: bool) -> Option<Result<u8, String>> {
    some.then(failure)
}

#[traced("call")]
fn polled(ready: bool) -> Poll<Alias<u8>> {
    if ready {
        Poll::Ready(failure())
    } else {
        Poll::Pending
    }
}

#[traced("call")]
fn next(item: Option<()>) -> Poll<Option<Alias<u8>>> {
    Poll::Ready(item.map(|()| failure()))
}

#[traced("call")]
fn question() -> Result<u8, Box<dyn std::error::Error>> {
    let number: u8 = "x".parse()?;
    Ok(number)
}

#[traced("call")]
fn early(fail: bool) -> Alias<u8> {
    if fail {
        return failure();
    }
    Ok(1)
}

#[traced("call")]
async fn waiting() -> Alias<u8> {
    tokio::task::yield_now().await;
    failure()
}

struct Service;

#[async_trait::async_trait]
trait Call {
    async fn call(&self) -> Alias<u8>;
}

#[async_trait::async_trait]
impl Call for Service {
    #[traced]
    async fn call(&self) -> Alias<u8> {
        failure()
    }
}

#[test]
fn every_spelling_of_an_error() {
    for work in [
        || drop(alias()),
        || drop(input()),
        || drop(optional(true)),
        || drop(polled(true)),
        || drop(next(Some(()))),
        || drop(early(true)),
    ] as [fn(); 6]
    {
        let ((), spans) = traced(work);
        spans.assert_tree("call error=\"failed\"");
    }
    let (_, spans) = traced(question);
    spans.assert_tree("call error=\"invalid digit found in string\"");
}

#[test]
fn what_is_no_error() {
    for work in [
        || drop(optional(false)),
        || drop(polled(false)),
        || drop(next(None)),
        || drop(early(false)),
    ] as [fn(); 4]
    {
        let ((), spans) = traced(work);
        spans.assert_tree("call");
    }
}

#[tokio::test]
async fn errors_of_async_functions() {
    let (_, spans) = traced_async(waiting()).await;
    spans.assert_tree("call error=\"failed\"");
    let (_, spans) = traced_async(Service.call()).await;
    spans.assert_tree("call error=\"failed\"");
}
