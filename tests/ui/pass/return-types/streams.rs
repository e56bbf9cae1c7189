#![deny(warnings, unused, clippy::all)]
#![forbid(unsafe_code, unused_qualifications)]
#![no_implicit_prelude]

use ::futures::Stream;
use ::otel_runtime::traced;

/// Gives each of its items.
pub struct Items<T>(::std::vec::Vec<T>);

impl<T: ::core::marker::Unpin> Stream for Items<T> {
    type Item = T;

    fn poll_next(
        mut self: ::core::pin::Pin<&mut Self>,
        _: &mut ::core::task::Context<'_>,
    ) -> ::core::task::Poll<::core::option::Option<T>> {
        ::core::task::Poll::Ready(self.0.pop())
    }
}

#[traced]
pub fn one_line(id: u64) -> impl Stream<Item = u64> { Items(::std::vec![id]) }

#[traced(args)]
pub fn inferred(id: u64) -> impl Stream<Item = ::core::result::Result<u64, ()>> + ::core::marker::Send {
    Items(::std::vec![::core::result::Result::Ok(id)])
}

#[traced(attrs(first))]
pub fn a_pattern((first, _): (u64, u64)) -> impl Stream<Item = u64> + ::core::marker::Unpin {
    Items(::std::vec![first])
}

#[traced]
pub fn borrowing<'a, T: ::core::marker::Sync + 'a>(
    items: &'a [T],
) -> impl Stream<Item = &'a T> + ::core::marker::Send + 'a {
    if items.is_empty() {
        return Items(::std::vec::Vec::new());
    }
    Items(::core::iter::Iterator::collect(items.iter()))
}

#[traced]
pub fn opaque_items(id: u8) -> impl Stream<Item = impl ::core::fmt::Display> {
    Items(::std::vec![id])
}

#[traced]
pub fn of_any_lifetime<T>() -> ::core::pin::Pin<::std::boxed::Box<dyn Stream<Item = T>>>
where
    T: ::core::marker::Unpin + 'static,
{
    ::std::boxed::Box::pin(Items(::std::vec::Vec::new()))
}

fn is_send<S: Stream + ::core::marker::Send>(stream: S) {
    ::core::mem::drop(stream);
}

fn is_unpin<S: Stream + ::core::marker::Unpin>(stream: S) {
    ::core::mem::drop(stream);
}

fn main() {
    is_send(one_line(1));
    is_send(inferred(1));
    is_send(borrowing(&[1]));
    is_unpin(a_pattern((1, 2)));
    ::core::mem::drop(opaque_items(1));
    ::core::mem::drop(of_any_lifetime::<u8>());
}
