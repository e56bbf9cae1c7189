#![deny(warnings)]

use std::pin::Pin;

use futures::stream::Stream as _;
use otel_runtime::traced;

/// Types called like those in scope of the expansion, and traits called like those of others.
pub struct Boxed(pub u8);
pub struct Returned(pub u8);

pub trait Stream {
    type Item;
    type Error;
}

impl Stream for Boxed {
    type Item = u8;
    type Error = Returned;
}

#[traced]
fn of_somebody_else() -> impl Stream<Item = u8, Error = Returned> {
    Boxed(1)
}

#[traced]
fn boxed_by_somebody_else() -> Pin<Box<dyn Stream<Item = u8, Error = Returned> + Send>> {
    Box::pin(Boxed(1))
}

type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T, Returned>> + Send + 'a>>;
type Either<T> = Pin<Box<dyn futures::Stream<Item = T> + Send + Sync + Unpin>>;

#[traced]
fn early(id: &u8) -> BoxFuture<'_, Boxed> {
    if *id == 0 {
        return Box::pin(std::future::ready(Err(Returned(*id))));
    }
    Box::pin(std::future::ready(Ok(Boxed(*id))))
}

#[traced]
fn ends_with_a_block(id: &u8) -> BoxFuture<'_, Boxed> {
    Box::pin(async { Ok(Boxed(*id)) })
}

// No bound says how long `T` lives, so a box around the box could not be made.
#[traced]
fn unbounded<T: Send + Default>() -> BoxFuture<'static, T> {
    if std::env::args().count() > 100 {
        return made();
    }
    Box::pin(async { Ok(T::default()) })
}

fn made<T: Send + Default>() -> BoxFuture<'static, T> {
    Box::pin(async { Ok(T::default()) })
}

#[traced]
fn unbounded_and_spelled<T>() -> Pin<Box<dyn Future<Output = Result<T, Returned>> + Send>>
where
    T: Send + Default,
{
    made()
}

#[traced]
fn unbounded_block<T: Send + Default>() -> BoxFuture<'static, T> {
    Box::pin(async { Ok(T::default()) })
}

#[traced]
fn bounded<'a, T: Send + Default + 'a>(value: T) -> BoxFuture<'a, T> {
    if std::env::args().count() > 100 {
        return made();
    }
    Box::pin(async { Ok(value) })
}

struct Repository<T>(Vec<T>);

impl<T: Send + Sync + Clone> Repository<T> {
    #[traced]
    fn load<'a>(&'a self, at: usize) -> BoxFuture<'a, T> {
        match self.0.get(at) {
            Some(found) => Box::pin(async { Ok(found.clone()) }),
            None => Box::pin(async { Err(Returned(0)) }),
        }
    }
}

/// A layer that says nothing of how long the response of its inner service lives.
struct Layer<S>(S);

trait Service {
    type Response;
    type Future: Future<Output = Self::Response>;
    fn call(&self) -> Self::Future;
}

impl<S: Service> Service for Layer<S>
where
    S::Future: Send + 'static,
{
    type Response = S::Response;
    type Future = Pin<Box<dyn Future<Output = S::Response> + Send>>;
    #[traced]
    fn call(&self) -> Self::Future {
        if std::env::args().count() > 100 {
            return Box::pin(self.0.call());
        }
        let called = self.0.call();
        Box::pin(called)
    }
}

impl<S: Service> Layer<S>
where
    S::Future: Send + 'static,
{
    #[traced]
    fn call_again(&self) -> Pin<Box<dyn Future<Output = S::Response> + Send>> {
        Box::pin(self.0.call())
    }

    #[traced]
    fn call_in_a_block(&self) -> <Self as Service>::Future {
        let called = self.0.call();
        Box::pin(async { called.await })
    }
}

trait Handler {
    type Future;
    type Stream;
    fn call(&self) -> Self::Future;
    #[traced]
    fn call_again(&self) -> Self::Future {
        self.call()
    }
    fn stream(&self) -> Self::Stream;
}

impl Handler for u8 {
    type Future = std::future::Ready<u8>;
    type Stream = Either<u8>;
    #[traced]
    fn call(&self) -> Self::Future {
        std::future::ready(*self)
    }
    #[traced]
    fn stream(&self) -> Self::Stream {
        Box::pin(Once(*self))
    }
}

struct Once(u8);

impl futures::Stream for Once {
    type Item = u8;
    fn poll_next(
        self: Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<u8>> {
        std::task::Poll::Ready(None)
    }
}

fn is_send<F: Send>(future: F) {
    drop(future);
}

fn main() {
    of_somebody_else();
    drop(boxed_by_somebody_else());
    is_send(early(&1));
    is_send(ends_with_a_block(&1));
    is_send(unbounded::<u8>());
    is_send(unbounded_and_spelled::<u8>());
    is_send(unbounded_block::<u8>());
    is_send(bounded(1));
    is_send(Repository(vec![1]).load(0));
    drop(1.call_again());
    assert_eq!(1.stream().size_hint(), (0, None));
}
