#![deny(async_fn_in_trait, dead_code, unused)]

use otel_runtime::traced;

#[traced]
mod module {
    use otel_runtime::traced;
    use std::fmt::Debug;

    pub fn called(unused: u8) {}

    fn never_called() {}

    pub struct Type;

    #[traced(kind = client)]
    impl Type {
        fn never_called_either(&self) -> u8 {
            let mut unchanged = 1;
            unchanged
        }
    }
}

#[traced]
pub trait Waits {
    async fn wait(&self) {}
}

fn main() {
    module::called(1);
    let _ = module::Type;
}
