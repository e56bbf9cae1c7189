//! Functions drop their arguments, patterns and temporaries in the order they do by themselves.

use crate::bystander::{Noisy, note, noted, same_drops};

same_drops!(
    arguments_in_reverse,
    { case(Noisy("a"), Noisy("b"), Noisy("c")) },
    {
        pub(crate) fn case(a: Noisy, b: Noisy, c: Noisy) {
            let _local = Noisy("local");
            let _ = (&b, &a);
        }
    }
);

same_drops!(unused_arguments, { case(Noisy("a"), Noisy("b")) }, {
    pub(crate) fn case(a: Noisy, b: Noisy) {
        note("body");
    }
});

same_drops!(
    patterns_after_their_argument,
    {
        case(
            (Noisy("a"), Noisy("b")),
            Noisy("c"),
            [Noisy("d"), Noisy("e")],
        )
    },
    {
        pub(crate) fn case((a, b): (Noisy, Noisy), c: Noisy, [d, e]: [Noisy; 2]) {
            let _local = Noisy("local");
        }
    }
);

same_drops!(
    wildcards_at_their_place,
    {
        case(
            Noisy("a"),
            Noisy("_"),
            (Noisy("b"), Noisy("rest")),
            Noisy("c"),
        )
    },
    {
        pub(crate) fn case(a: Noisy, _: Noisy, (b, _): (Noisy, Noisy), c: Noisy) {
            let _local = Noisy("local");
        }
    }
);

same_drops!(
    references_into_an_argument,
    { case((Noisy("a"), Noisy("b")), Noisy("c")) },
    {
        pub(crate) fn case((ref a, _): (Noisy, Noisy), mut c: Noisy) {
            note(a.0);
            c = Noisy("replaced");
            note(c.0);
        }
    }
);

same_drops!(
    early_return,
    { case(Noisy("a"), (Noisy("b"), Noisy("c")), true).unwrap() },
    {
        pub(crate) fn case(a: Noisy, (b, _): (Noisy, Noisy), early: bool) -> Result<(), String> {
            let _local = Noisy("local");
            if early {
                drop(a);
                return Ok(());
            }
            let _late = Noisy("late");
            Err("late".to_owned())
        }
    }
);

same_drops!(
    question_mark,
    {
        let _ = case(Noisy("a"), Noisy("b"), "no number");
    },
    {
        pub(crate) fn case(a: Noisy, b: Noisy, text: &str) -> Result<u32, std::num::ParseIntError> {
            let _local = Noisy("local");
            let number = text.parse::<u32>()?;
            Ok(number)
        }
    }
);

// The temporary of a tail expression goes after the locals before edition 2024, and before them
// from then on.
same_drops!(
    tail_temporaries,
    { assert_eq!(case(Noisy("a"), Noisy("b")), 9) },
    {
        pub(crate) fn case(a: Noisy, b: Noisy) -> usize {
            let _local = Noisy("local");
            Noisy("temporary").length()
        }
    }
);

same_drops!(tail_temporaries_in_a_match, { case(Noisy("a")) }, {
    pub(crate) fn case(a: Noisy) {
        let _local = Noisy("local");
        match Noisy("scrutinee").length() {
            0 => note("empty"),
            _ => note("matched"),
        }
    }
});

same_drops!(
    moved_and_returned,
    { drop(case(Noisy("a"), Noisy("b"), Noisy("c"))) },
    {
        pub(crate) fn case(a: Noisy, b: Noisy, c: Noisy) -> Noisy {
            drop(c);
            note("moved");
            a
        }
    }
);

same_drops!(
    unwinding,
    {
        let unwound = std::panic::catch_unwind(|| case(Noisy("a"), (Noisy("b"), Noisy("c"))));
        assert!(unwound.is_err());
    },
    {
        pub(crate) fn case(a: Noisy, (b, _): (Noisy, Noisy)) {
            let _local = Noisy("local");
            if a.length() > 0 {
                std::panic::resume_unwind(Box::new("on purpose"));
            }
        }
    }
);

same_drops!(
    returning_a_boxed_future,
    { drop(case(Noisy("a"), Noisy("b"))) },
    {
        pub(crate) fn case(
            a: Noisy,
            b: Noisy,
        ) -> std::pin::Pin<Box<dyn std::future::Future<Output = ()>>> {
            let _local = Noisy("local");
            if a.length() == 0 {
                return Box::pin(std::future::ready(()));
            }
            Box::pin(async move { drop(a) })
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

mod bare {
    use super::{Noisy, Pair, note};

    impl Pair {
        pub(super) fn bare_unused(self, _argument: Noisy) {
            note("body");
        }

        pub(super) fn bare_in_part(self, _argument: Noisy) -> Noisy {
            let _local = Noisy("local");
            self.second
        }

        #[allow(clippy::boxed_local)]
        pub(super) fn bare_boxed(self: Box<Self>, _argument: Noisy) {
            note(self.first.0);
        }
    }
}

mod traced {
    use super::{Noisy, Pair, note};
    use otel_runtime::traced;

    impl Pair {
        #[traced]
        pub(super) fn traced_unused(self, _argument: Noisy) {
            note("body");
        }

        #[traced]
        pub(super) fn traced_in_part(self, _argument: Noisy) -> Noisy {
            let _local = Noisy("local");
            self.second
        }

        #[traced]
        pub(super) fn traced_boxed(self: Box<Self>, _argument: Noisy) {
            note(self.first.0);
        }
    }
}

#[test]
fn self_after_every_argument() {
    let bare = noted(|| pair().bare_unused(Noisy("argument")));
    let traced = noted(|| pair().traced_unused(Noisy("argument")));
    assert_eq!(bare, traced);
    assert_eq!(bare, ["body", "argument", "first", "second"]);
}

#[test]
fn what_is_left_of_self() {
    let bare = noted(|| drop(pair().bare_in_part(Noisy("argument"))));
    let traced = noted(|| drop(pair().traced_in_part(Noisy("argument"))));
    assert_eq!(bare, traced);
}

#[test]
fn boxed_self() {
    let bare = noted(|| Box::new(pair()).bare_boxed(Noisy("argument")));
    let traced = noted(|| Box::new(pair()).traced_boxed(Noisy("argument")));
    assert_eq!(bare, traced);
}
