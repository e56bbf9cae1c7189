#[traced(scope = "shop")]
pub mod shop {
    use super::Basket;

    static OPEN: bool = true;

    pub fn open() -> bool {
        OPEN
    }

    impl Basket {
        fn total(&self) -> u64 {
            self.sum
        }
    }

    #[traced(kind = server)]
    mod checkout {
        pub(super) fn pay() {}
    }

    #[traced(skip)]
    impl Drop for Basket {
        fn drop(&mut self) {}
    }

    macro_rules! untouched {
        () => {
            fn untouched() {}
        };
    }
}
