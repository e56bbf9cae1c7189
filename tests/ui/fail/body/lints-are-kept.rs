#![deny(unused_variables, unused_mut, unused_must_use, unreachable_code)]

use otel_runtime::traced;


#[traced]
pub fn unused(argument: u8, mut changed: u8, (left, _): (u8, u8)) -> u8 {
    changed
}

#[traced]
pub async fn unused_async(argument: u8, mut changed: u8) -> u8 {
    changed
}

#[traced]
#[must_use]
pub fn needed() -> u8 {
    1
}

#[traced]
#[must_use]
pub async fn needed_async() -> u8 {
    1
}

#[traced]
pub async fn future() {}

#[traced]
pub fn unreachable() -> u8 {
    return 1;
    2
}

pub async fn caller() {
    needed();
    needed_async().await;
    future();
}

fn main() {
    unused(1, 2, (3, 4));
    drop(unused_async(1, 2));
    drop(caller());
    unreachable();
}
