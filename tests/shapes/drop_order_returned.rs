//! The same for functions that make a future: what the call drops, and what the future does.

use std::future::ready;
use std::pin::Pin;

use crate::bystander::{Noisy, block_on, note, noted, pause, same_drops};

/// A name that does not say what it stands for.
pub(crate) type ResponseFuture<T> = Pin<Box<dyn std::future::Future<Output = T>>>;

same_drops!(
    by_the_call,
    {
        let future = case(Noisy("a"), (Noisy("b"), Noisy("rest")), Noisy("_"), false);
        note("called");
        assert_eq!(block_on(future), 9);
    },
    {
        pub(crate) fn case(
            a: Noisy,
            (b, _): (Noisy, Noisy),
            _: Noisy,
            early: bool,
        ) -> ResponseFuture<usize> {
            let _local = Noisy("local");
            if early {
                return Box::pin(ready(a.length()));
            }
            let length = Noisy("temporary").length();
            Box::pin(ready(length))
        }
    }
);

same_drops!(
    by_an_early_return,
    { drop(case(Noisy("a"), Noisy("b"), true)) },
    {
        pub(crate) fn case(a: Noisy, b: Noisy, early: bool) -> ResponseFuture<usize> {
            if early {
                drop(b);
                return Box::pin(ready(a.length()));
            }
            Box::pin(ready(b.length()))
        }
    }
);

same_drops!(
    by_the_future,
    {
        let future = case(Noisy("a"), Noisy("b"));
        note("called");
        assert_eq!(block_on(future), 1);
    },
    {
        pub(crate) fn case(a: Noisy, b: Noisy) -> ResponseFuture<usize> {
            let local = Noisy("local");
            note(local.0);
            Box::pin(async move {
                let _inner = Noisy("inner");
                pause().await;
                a.length()
            })
        }
    }
);

same_drops!(
    by_an_opaque_future,
    {
        let future = case(Noisy("a"), Noisy("b"));
        note("called");
        assert_eq!(block_on(future), 1);
    },
    {
        pub(crate) fn case(a: Noisy, b: Noisy) -> impl std::future::Future<Output = usize> {
            let _local = Noisy("local");
            ready(b.length())
        }
    }
);
