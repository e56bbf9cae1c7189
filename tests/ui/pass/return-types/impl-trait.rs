#![deny(warnings)]

use otel_runtime::traced;

#[traced]
fn simple() -> impl Fn() -> u8 {
    || 1
}

#[traced]
fn nested() -> Option<Box<impl Fn() -> u8>> {
    Some(Box::new(|| 1))
}

#[traced]
fn several() -> (impl Fn() -> u8, Result<impl Clone, impl std::fmt::Debug>) {
    (|| 1, Ok::<u8, u8>(1))
}

#[traced]
async fn simple_async() -> impl Fn() -> u8 {
    || 1
}

#[traced]
async fn nested_async() -> Result<Box<impl Fn() -> u8>, String> {
    Ok(Box::new(|| 1))
}

#[traced]
fn iterator<'a>(list: &'a [u8]) -> impl Iterator<Item = &'a u8> + use<'a> {
    list.iter()
}

#[traced]
fn arguments(pick: impl Fn(u8) -> bool, list: &[u8]) -> Option<u8> {
    list.iter().copied().find(|item| pick(*item))
}

fn main() {
    simple()();
    nested();
    let _ = several();
    drop(simple_async());
    drop(nested_async());
    iterator(&[1]).count();
    arguments(|_| true, &[1]);
}
