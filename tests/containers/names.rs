//! What the spans of a block are called.

use journey_tests::traced;
use otel_runtime::traced;

struct Basket<T>(Vec<T>);

#[traced]
impl<T> Basket<T> {
    fn empty() -> Self {
        Self(Vec::new())
    }

    #[traced("put it in")]
    fn put(&mut self, item: T) {
        self.0.push(item);
    }

    fn r#move(self) -> Vec<T> {
        self.0
    }
}

#[test]
fn methods_are_named_after_their_type() {
    let (list, spans) = traced(|| {
        let mut basket = Basket::empty();
        basket.put(1);
        basket.r#move()
    });
    assert_eq!(list, [1]);
    spans.assert_tree("Basket::empty\nput it in\nBasket::move");
}

#[traced]
trait Weigh {
    fn grams(&self) -> u32;

    fn kilograms(&self) -> u32 {
        self.grams() / 1000
    }
}

#[traced]
impl<T> Weigh for Basket<T> {
    fn grams(&self) -> u32 {
        2000
    }
}

#[traced]
impl<T> Weigh for &[T] {
    fn grams(&self) -> u32 {
        1
    }
}

#[traced]
impl Weigh for (u8, &mut [Basket<u8>; 2]) {
    fn grams(&self) -> u32 {
        2
    }
}

#[traced]
impl Weigh for dyn std::fmt::Debug + Send {
    fn grams(&self) -> u32 {
        3
    }
}

#[test]
fn methods_of_a_trait_are_named_after_the_type_and_defaults_after_the_trait() {
    let (grams, spans) = traced(|| {
        let object: &(dyn std::fmt::Debug + Send) = &1;
        Basket::<u8>(Vec::new()).kilograms()
            + [1_u8].as_slice().grams()
            + (0, &mut [Basket(Vec::new()), Basket(Vec::new())]).grams()
            + object.grams()
    });
    assert_eq!(grams, 8);
    spans.assert_tree(
        "Weigh::kilograms\n  Basket::grams\n&[T]::grams\n(u8, &mut [Basket; 2])::grams\ndyn Debug + Send::grams",
    );
}

#[traced]
mod shop {
    pub(super) fn open() -> u8 {
        till::count() + Till.count()
    }

    mod till {
        pub(super) fn count() -> u8 {
            1
        }
    }

    struct Till;

    impl Till {
        #[allow(clippy::unused_self)]
        fn count(&self) -> u8 {
            2
        }
    }
}

#[test]
fn functions_of_a_module_keep_their_own_names() {
    let (count, spans) = traced(shop::open);
    assert_eq!(count, 3);
    spans.assert_tree("open\n  count\n  Till::count");
}
