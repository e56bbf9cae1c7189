//! Methods called `spawn`, of types of one's own.

use std::rc::Rc;

use journey_tests::traced;
use otel_runtime::traced;

use super::{Failure, Handle, Job};

struct Pool(Vec<u32>);

impl Pool {
    fn spawn_local(&mut self, job: Job) -> &mut Self {
        self.0.push(job.0);
        self
    }

    fn spawn_on(self, job: Job, more: u32) -> u32 {
        self.0.iter().sum::<u32>() + job.0 + more
    }
}

struct Generic;

impl Generic {
    fn spawn<F>(&self, f: F) -> Handle<F> {
        Handle(f)
    }
}

struct Repeated;

impl Repeated {
    fn spawn(&self, f: impl Fn() -> usize + Copy + 'static) -> usize {
        f() + f()
    }
}

struct Expecting;

impl Expecting {
    fn spawn(&self, f: impl Fn(&str) -> usize) -> usize {
        f("abc")
    }
}

struct Pointer;

impl Pointer {
    fn spawn(&self, f: fn() -> Failure) -> String {
        f().to_string()
    }
}

struct Failing;

impl Failing {
    fn spawn(&self, f: impl FnOnce() -> Failure) -> String {
        f().to_string()
    }

    fn spawn_local(&self, f: impl Future<Output = Result<(), Failure>>) -> usize {
        std::mem::size_of_val(&f).min(1)
    }

    fn spawn_blocking(&self, f: impl FnOnce() -> Failure + 'static) -> String {
        f().to_string()
    }
}

struct Borrowing(String);

impl Borrowing {
    fn spawn<'a, T: AsRef<str>>(&'a self, text: &'a T) -> Vec<&'a str> {
        vec![&self.0, text.as_ref()]
    }
}

fn pool() -> Pool {
    Pool(vec![1])
}

#[test]
fn what_they_are_given() {
    #[traced]
    fn calls() -> u32 {
        let mut own = pool();
        own.spawn_local(Job(2)).spawn_local(Job(3));
        pool().spawn_local(Job(2));
        let Handle(_future) = Generic.spawn(async { 1 });
        assert_eq!(Generic.spawn(move || 2).0(), 2);
        let shared = Rc::new(Repeated);
        assert_eq!(shared.spawn(|| 1), 2);
        assert_eq!(shared.spawn(move || 1), 2);
        assert_eq!(Expecting.spawn(|text| text.len()), 3);
        assert_eq!(Pointer.spawn(|| "no".into()), "no");
        assert_eq!(Failing.spawn(|| "no".into()), "no");
        assert!(!Failing.spawn(move || Box::new(std::fmt::Error)).is_empty());
        assert_eq!(Failing.spawn_blocking(|| "no".into()), "no");
        assert_eq!(Failing.spawn_local(async { Err("no".into()) }), 1);
        own.spawn_on(Job(4), 5)
    }
    let (sum, spans) = traced(calls);
    assert_eq!(sum, 15);
    spans.assert_tree("calls");
}

#[test]
fn what_lives_to_the_end_of_the_statement_still_does() {
    #[traced]
    fn calls() -> usize {
        let owner = std::sync::Mutex::new(Borrowing("a".to_owned()));
        owner.lock().unwrap().spawn(&"b".to_owned()).concat().len()
            + Borrowing("c".to_owned()).spawn(&"d".to_owned()).len()
    }
    assert_eq!(traced(calls).0, 4);
}

#[test]
fn one_trait_for_many_types() {
    trait Executor {
        fn spawn<F: Future<Output = ()> + 'static>(&self, f: F) -> usize;
    }
    impl Executor for () {
        fn spawn<F: Future<Output = ()> + 'static>(&self, f: F) -> usize {
            std::mem::size_of_val(&f)
        }
    }
    #[traced]
    fn calls(executor: &impl Executor, boxed: Box<impl Executor>) -> usize {
        executor.spawn(async {}) + boxed.spawn(Box::pin(async {}))
    }
    assert_eq!(calls(&(), Box::new(())), 9);
}

struct Filling(usize);

impl Filling {
    fn spawn(&mut self, buffer: &mut Vec<u8>) -> usize {
        self.0 += 1;
        buffer.push(1);
        buffer.len()
    }

    fn spawn_local(&mut self, number: usize) -> &mut Self {
        self.0 += number;
        self
    }
}

#[test]
fn what_they_borrow_can_be_used_again() {
    #[traced]
    fn calls(filling: &mut Filling, buffer: &mut Vec<u8>) -> usize {
        filling.spawn(buffer);
        filling.spawn_local(filling.0).spawn(buffer);
        let again = &mut *filling;
        again.spawn(buffer) + again.0 + buffer.len()
    }
    assert_eq!(calls(&mut Filling(1), &mut Vec::new()), 12);
}
