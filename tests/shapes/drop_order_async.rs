//! The same for async functions: run to the end, dropped half-way, never polled.

use std::pin::Pin;

use crate::bystander::{Noisy, block_on, note, noted, pause, poll_once, same_drops};

same_drops!(
    arguments_in_reverse,
    {
        block_on(case(
            Noisy("a"),
            (Noisy("b"), Noisy("rest")),
            Noisy("_"),
            Noisy("c"),
        ))
    },
    {
        pub(crate) async fn case(a: Noisy, (b, _): (Noisy, Noisy), _: Noisy, c: Noisy) {
            let _local = Noisy("local");
            pause().await;
            let _ = (&c, &a);
        }
    }
);

same_drops!(
    unused_arguments,
    { block_on(case(Noisy("a"), Noisy("b"))) },
    {
        pub(crate) async fn case(a: Noisy, b: Noisy) {
            note("body");
        }
    }
);

same_drops!(
    early_return,
    { block_on(case(Noisy("a"), Noisy("b"), true)).unwrap() },
    {
        pub(crate) async fn case(a: Noisy, b: Noisy, early: bool) -> Result<(), String> {
            let _local = Noisy("local");
            pause().await;
            if early {
                drop(a);
                return Ok(());
            }
            Err("late".to_owned())
        }
    }
);

same_drops!(
    tail_temporaries,
    { assert_eq!(block_on(case(Noisy("a"), Noisy("b"))), 9) },
    {
        pub(crate) async fn case(a: Noisy, b: Noisy) -> usize {
            let _local = Noisy("local");
            pause().await;
            Noisy("temporary").length()
        }
    }
);

same_drops!(
    never_polled,
    { drop(case(Noisy("a"), (Noisy("b"), Noisy("c")), Noisy("_"))) },
    {
        pub(crate) async fn case(a: Noisy, (b, _): (Noisy, Noisy), _: Noisy) {
            note("body");
        }
    }
);

same_drops!(
    dropped_half_way,
    {
        let mut future: Pin<Box<_>> = Box::pin(case(Noisy("a"), (Noisy("b"), Noisy("c"))));
        assert!(poll_once(future.as_mut()).is_pending());
        note("dropping");
        drop(future);
    },
    {
        pub(crate) async fn case(a: Noisy, (b, _): (Noisy, Noisy)) {
            let _local = Noisy("local");
            pause().await;
            note("never here");
        }
    }
);

same_drops!(
    kept_async,
    {
        let _ = block_on(case(Noisy("a"), (Noisy("b"), Noisy("c"))));
    },
    {
        #[must_use]
        pub(crate) async fn case(a: Noisy, (b, _): (Noisy, Noisy)) -> usize {
            let _local = Noisy("local");
            pause().await;
            Noisy("temporary").length()
        }
    }
);

/// Two fields, of which a method may use one.
struct Pair {
    first: Noisy,
    second: Noisy,
}

fn pair() -> Pair {
    Pair {
        first: Noisy("first"),
        second: Noisy("second"),
    }
}

impl Pair {
    async fn bare(self, _argument: Noisy) -> Noisy {
        note(self.first.0);
        pause().await;
        self.second
    }

    #[otel_runtime::traced]
    async fn traced(self, _argument: Noisy) -> Noisy {
        note(self.first.0);
        pause().await;
        self.second
    }
}

#[test]
fn what_is_left_of_self() {
    let bare = noted(|| drop(block_on(pair().bare(Noisy("argument")))));
    let traced = noted(|| drop(block_on(pair().traced(Noisy("argument")))));
    assert_eq!(bare, traced);
}

#[test]
fn self_that_was_never_polled() {
    let bare = noted(|| drop(pair().bare(Noisy("argument"))));
    let traced = noted(|| drop(pair().traced(Noisy("argument"))));
    assert_eq!(bare, traced);
}
