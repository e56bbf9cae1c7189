//! Functions called `spawn`, bare and at the paths that the real ones have.

use std::pin::Pin;

use journey_tests::traced;
use otel_runtime::traced;

use super::{Failure, Handle, Job};

/// Everything the functions below are given is given back or called.
mod user {
    use super::{Failure, Handle, Job, Pin};

    pub(super) mod task {
        use super::{Failure, Handle, Job, Pin};

        pub(crate) mod job {
            pub(crate) fn spawn(job: super::Job) -> u32 {
                job.0
            }
        }
        pub(crate) mod generic {
            pub(crate) fn spawn<F>(f: F) -> super::Handle<F> {
                super::Handle(f)
            }
        }
        pub(crate) mod inline {
            pub(crate) fn spawn<F: FnOnce() -> R, R>(f: F) -> R {
                f()
            }
        }
        pub(crate) mod output {
            pub(crate) fn spawn<F: Future>(_: F) -> Option<F::Output> {
                None
            }
        }
        pub(crate) mod pointer {
            pub(crate) fn spawn(f: fn(&str) -> usize) -> usize {
                f("abc")
            }
        }
        pub(crate) mod repeated {
            pub(crate) fn spawn(f: impl Fn(&str) -> usize + Copy + 'static) -> usize {
                f("abc") + f("d")
            }
        }
        pub(crate) mod failing {
            pub(crate) fn spawn(f: impl FnOnce() -> super::Failure) -> String {
                f().to_string()
            }
        }
        pub(crate) mod fallible {
            pub(crate) fn spawn(f: impl Future<Output = Result<(), super::Failure>>) -> usize {
                std::mem::size_of_val(&f).min(1)
            }
        }
        pub(crate) mod inferred {
            pub(crate) fn spawn<T: Default>(_: &str) -> Option<T> {
                Some(T::default())
            }
        }
        pub(crate) mod boxed {
            type Boxed = super::Pin<Box<dyn Future<Output = u8> + Send>>;
            pub(crate) fn spawn(f: Boxed) -> tokio::task::JoinHandle<u8> {
                tokio::spawn(f)
            }
        }
        pub(crate) mod thread {
            pub(crate) fn spawn(f: fn() -> u8) -> std::thread::JoinHandle<u8> {
                std::thread::spawn(f)
            }
        }
        pub(crate) mod restarting {
            pub(crate) fn spawn<F, T>(f: F) -> tokio::task::JoinHandle<u8>
            where
                F: Fn() -> T + Send + 'static,
                T: Future<Output = u8> + Send,
            {
                tokio::spawn(async move { f().await + f().await })
            }
        }
        pub(crate) mod never {
            pub(crate) fn spawn(code: u8) -> ! {
                std::process::exit(code.into())
            }
        }
        pub(crate) mod filling {
            pub(crate) fn spawn(buffer: &mut Vec<u8>) -> usize {
                buffer.push(1);
                buffer.len()
            }
        }
        pub(crate) mod borrowed {
            pub(crate) fn spawn(text: &String) -> &str {
                text
            }
        }
    }
}

#[test]
fn what_they_are_given() {
    use user::task::{
        borrowed, failing, fallible, generic, inferred, inline, job, output, pointer, repeated,
    };
    #[traced]
    fn calls(text: &str) -> usize {
        assert_eq!(job::spawn(Job(3)), 3);
        let Handle(_future) = generic::spawn(async { 1 });
        assert_eq!(generic::spawn(|| 2).0(), 2);
        assert_eq!(inline::spawn(|| text.len()), 3);
        let nothing: Option<u8> = output::spawn(async { 1 });
        assert_eq!(nothing, None);
        assert_eq!(pointer::spawn(|text| text.len()), 3);
        assert_eq!(repeated::spawn(|text| text.len()), 4);
        assert_eq!(failing::spawn(|| "no".into()), "no");
        assert!(!failing::spawn(|| Box::new(std::fmt::Error)).is_empty());
        fallible::spawn(async {
            std::fs::read("/")?;
            Err("no".into())
        });
        let inferred: Option<u32> = inferred::spawn("number");
        assert_eq!(inferred, Some(0));
        borrowed::spawn(&text.to_string()).len()
    }
    let (length, spans) = traced(|| calls("abc"));
    assert_eq!(length, 3);
    spans.assert_tree("calls");
}

#[tokio::test]
async fn those_that_return_a_handle_of_tokios_or_of_a_thread() {
    use user::task::{boxed, restarting, thread};
    #[traced]
    async fn calls() -> u8 {
        let boxed = boxed::spawn(Box::pin(async { 1 })).await.unwrap();
        let thread = thread::spawn(|| 2).join().unwrap();
        boxed + thread + restarting::spawn(|| async { 2 }).await.unwrap()
    }
    assert_eq!(calls().await, 7);
}

#[test]
fn names_that_the_function_binds() {
    #[traced]
    fn calls(spawn: std::rc::Rc<dyn Fn(u8) -> u8>) -> u8 {
        let spawn_local = |f: &dyn Fn() -> u8| f();
        let mut count = 0;
        {
            let mut spawn_blocking = |by| count += by;
            spawn_blocking(1);
        }
        spawn(1) + spawn_local(&|| 2) + count
    }
    assert_eq!(calls(std::rc::Rc::new(|number| number)), 4);
}

#[test]
fn types_and_those_that_never_return() {
    struct Worker;
    impl Worker {
        fn spawn(job: Job) -> Handle<Job> {
            Handle(job)
        }
    }
    #[traced]
    fn calls(exits: bool) -> u32 {
        if exits {
            user::task::never::spawn(1)
        }
        Worker::spawn(Job(3)).0.0
    }
    assert_eq!(calls(false), 3);
}

#[test]
fn what_they_borrow_can_be_used_again() {
    use user::task::filling;
    #[traced]
    fn calls(buffer: &mut Vec<u8>) -> usize {
        filling::spawn(buffer);
        filling::spawn(buffer) + filling::spawn(&mut *buffer) + buffer.len()
    }
    assert_eq!(calls(&mut Vec::new()), 8);
}
