//! Functions, types, impls, constants and macros in the body.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn nested<T: Clone>(value: &T) -> (T, u8) {
    const ONE: u8 = 1;
    static TWO: u8 = 2;
    struct Local(u8);
    impl Local {
        fn get(&self) -> u8 {
            helper(self.0)
        }
    }
    macro_rules! three {
        () => {
            3
        };
    }
    fn helper(value: u8) -> u8 {
        value + three!()
    }
    (value.clone(), Local(ONE + TWO).get())
}
