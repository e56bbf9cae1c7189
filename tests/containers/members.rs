//! Which functions of a block are traced.

use journey_tests::traced;
use otel_runtime::traced;

#[traced]
mod everything {
    use otel_runtime::traced;

    pub(super) fn run() -> u8 {
        skipped() + constant() + made() + conditional() + declared::nothing() + outer::call()
    }

    #[traced(skip)]
    fn skipped() -> u8 {
        1
    }

    const fn constant() -> u8 {
        2
    }

    macro_rules! make {
        () => {
            fn made() -> u8 {
                4
            }
        };
    }
    make!();

    #[cfg(not(test))]
    fn conditional() -> Nonsense {
        NONSENSE
    }

    #[cfg(test)]
    fn conditional() -> u8 {
        8
    }

    #[traced(skip)]
    mod declared {
        pub(super) fn nothing() -> u8 {
            16
        }
    }

    mod outer {
        pub(super) fn call() -> u8 {
            fn nested() -> u8 {
                32
            }
            nested()
        }
    }
}

#[test]
fn functions_are_traced_unless_they_are_skipped_constant_or_made_by_a_macro() {
    let (sum, spans) = traced(everything::run);
    assert_eq!(sum, 63);
    spans.assert_tree("run\n  conditional\n  call");
}

macro_rules! service {
    ($visibility:vis $name:ident, $type:ty, $field:ty, $body:block, $($item:item)*) => {
        #[traced]
        $visibility mod $name {
            pub(super) struct Service(pub(super) $field);

            impl $type {
                pub(super) fn in_block(&self) -> $field $body
            }

            $($item)*
        }
    };
}

service!(
    pub(crate) generated,
    Service,
    u8,
    { 1 },
    pub(super) fn free() -> u8 {
        2
    }
    impl Service {
        pub(super) fn own(&self) -> u8 {
            self.0
        }
    }
);

#[test]
fn a_block_made_by_a_macro_is_traced_too() {
    let (sum, spans) = traced(|| {
        let service = generated::Service(4);
        service.in_block() + service.own() + generated::free()
    });
    assert_eq!(sum, 7);
    spans.assert_tree("Service::in_block\nService::own\nfree");
}

#[traced(attrs(own = true))]
mod with_tests {
    use journey_tests::traced;

    fn traced_too() {}

    #[test]
    fn tests_in_a_traced_module_are_tests() {
        let ((), spans) = traced(traced_too);
        spans.assert_tree("traced_too own=true");
    }

    #[tokio::test]
    async fn asynchronous_ones_too() {
        let (_, spans) = journey_tests::traced_async(async { traced_too() }).await;
        spans.assert_tree("traced_too");
    }
}

#[traced(skip)]
fn left_alone() {}

struct Moved;

#[traced(skip)]
impl Moved {
    fn unchanged() {}

    #[traced]
    fn on_its_own() {}
}

#[test]
fn skip_outside_of_a_block_is_no_attribute_at_all() {
    let ((), spans) = traced(|| {
        left_alone();
        Moved::unchanged();
        Moved::on_its_own();
    });
    spans.assert_tree("on_its_own");
}

struct Conditional;

#[traced]
impl Conditional {
    #[cfg_attr(test, traced(skip))]
    fn skipped_in_tests() {}

    #[cfg_attr(test, traced("in tests"), must_use)]
    fn renamed_in_tests() -> u8 {
        1
    }

    #[cfg_attr(not(test), traced("elsewhere"))]
    fn renamed_elsewhere() {}
}

#[test]
fn a_conditional_attribute_holds_when_its_condition_does() {
    let (_, spans) = traced(|| {
        Conditional::skipped_in_tests();
        Conditional::renamed_elsewhere();
        Conditional::renamed_in_tests()
    });
    spans.assert_tree("Conditional::renamed_elsewhere\nin tests");
}
