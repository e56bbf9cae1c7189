//! What is wrong in an argument is said at the user's words.

use std::rc::Rc;

use otel_runtime::traced;
use tokio::task::JoinSet;

fn spawn(number: u8) -> u8 {
    number
}

struct Pool;

impl Pool {
    fn spawn(&self, number: u8) -> u8 {
        number
    }
}

#[traced]
fn mismatched(set: &mut JoinSet<u8>, scope: &mut Pool) {
    spawn("text");
    scope.spawn("text");
    set.spawn(async { "text" });
}

#[traced]
async fn not_send() {
    let shared = Rc::new(1);
    tokio::spawn(async move { drop(shared) });
}

#[traced]
fn borrowed(text: &str) {
    std::thread::spawn(|| text.len());
    std::thread::spawn(text);
    std::thread::spawn(missing);
}

fn main() {}
