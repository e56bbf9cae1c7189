//! The bodies that start tasks: what is written around the calls keeps its edition.

use std::cell::RefCell;
use std::thread;

use otel_runtime::traced;

#[traced]
fn starts(numbers: &[u32]) -> u32 {
    let borrowed = RefCell::new(vec![1_u32]);
    let sum = thread::scope(|s| {
        let left = s.spawn(|| numbers.iter().sum::<u32>());
        let right = s.spawn(move || numbers.len() as u32);
        left.join().unwrap() + right.join().unwrap()
    });
    let started = thread::spawn(|| 1_u32).join().unwrap();
    let built = thread::Builder::new().spawn(|| 1_u32).unwrap();
    let more = built.join().unwrap();
    let length = borrowed.borrow().len() as u32;
    sum + started + more + length
}

struct Pool;

impl Pool {
    fn spawn<F: Fn() -> u32 + Copy + 'static>(&self, f: F) -> u32 {
        f() + f()
    }

    fn spawn_local<'a, T: AsRef<str>>(&self, text: &'a T) -> &'a str {
        text.as_ref()
    }
}

#[traced]
fn looks_like_it(pool: &Pool) -> usize {
    let twice = pool.spawn(|| 1) + pool.spawn(move || 2);
    twice as usize + pool.spawn_local(&"abc".to_string()).len()
}

#[test]
fn they_do_what_they_did() {
    assert_eq!(starts(&[1, 2, 3]), 12);
    assert_eq!(looks_like_it(&Pool), 9);
}
