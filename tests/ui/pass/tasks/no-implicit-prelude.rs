#![no_implicit_prelude]
#![deny(warnings)]

use ::otel_runtime::traced;

mod core {}
mod std {}

#[traced]
fn threads(s: &mut ::tokio::task::JoinSet<u8>, runtime: &::tokio::runtime::Runtime) -> u8 {
    s.spawn_on(async { 1 }, runtime.handle());
    runtime.spawn(async {});
    let one = ::std::thread::spawn(|| 1).join();
    let two = ::std::thread::scope(|s| s.spawn(|| 2).join());
    match (one, two) {
        (::std::result::Result::Ok(one), ::std::result::Result::Ok(two)) => one + two,
        _ => 0,
    }
}

fn main() {
    let mut set = ::tokio::task::JoinSet::new();
    let runtime = ::tokio::runtime::Runtime::new().unwrap();
    ::std::assert_eq!(threads(&mut set, &runtime), 3);
}
