#![allow(unused)]

use otel_runtime::traced;

// What a macro hides is found by rustc, at the user's word.
#[traced(attrs(id = identity!(text.parse::<u64>()?)))]
fn question_mark(text: &str) -> Result<(), std::num::ParseIntError> {
    Ok(())
}

#[traced(attrs(id = identity!(load(text).await)))]
async fn waits(text: &str) {}

async fn load(text: &str) -> u64 {
    1
}

#[traced(attrs(id = identity!(return)))]
fn returns() {}

#[traced(attrs(id = break, name = { continue }))]
fn leaves_no_loop() {}

macro_rules! identity {
    ($value:expr) => {
        $value
    };
}
use identity;

// Loops, closures and async blocks of its own.
#[traced(attrs(id = loop { break 1 }, sum = list.iter().map(|item| { return item + 1 }).count()))]
fn within(list: &[u8]) {}

fn main() {}
