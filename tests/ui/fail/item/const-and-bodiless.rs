#![allow(unused)]

use otel_runtime::traced;

#[traced]
const fn constant() -> u8 {
    1
}

trait Trait {
    #[traced]
    fn bodiless(&self);

    #[traced(knd = client)]
    async fn bodiless_and_wrong(&self) -> u8;
}

const VALUE: u8 = constant();

fn main() {}
