//! Threads.

use std::thread;

use journey_tests::traced;
use otel_runtime::traced;

use crate::leaf;

#[test]
fn every_way_to_start_one() {
    #[traced]
    fn starts() -> std::io::Result<u8> {
        let one = thread::spawn(|| {
            leaf();
            1
        });
        assert_eq!(one.join().unwrap(), 1);
        std::thread::spawn(leaf).join().unwrap();
        let name = String::from("named");
        thread::Builder::new()
            .name(name)
            .spawn(|| leaf())?
            .join()
            .unwrap();
        let builder = thread::Builder::new();
        let handle = builder.spawn(move || {
            leaf();
            7
        })?;
        Ok(handle.join().unwrap())
    }
    let (result, spans) = traced(starts);
    assert_eq!(result.unwrap(), 7);
    spans.assert_tree("starts\n  leaf\n  leaf\n  leaf\n  leaf");
}

#[test]
fn scoped_ones_borrow() {
    #[traced]
    fn sums(numbers: &[u32]) -> u32 {
        let mut largest = 0;
        let (left, right) = numbers.split_at(2);
        let sum = thread::scope(|s| {
            s.spawn(|| {
                leaf();
                largest = left.iter().chain(right).copied().max().unwrap_or(0);
            });
            let left = s.spawn(move || {
                leaf();
                s.spawn(leaf);
                left.iter().sum::<u32>()
            });
            let right = thread::Builder::new()
                .spawn_scoped(s, || right.iter().sum::<u32>())
                .unwrap();
            left.join().unwrap() + right.join().unwrap()
        });
        sum + largest
    }
    let (sum, spans) = traced(|| sums(&[1, 2, 3, 4]));
    assert_eq!(sum, 14);
    spans.assert_tree("sums\n  leaf\n  leaf\n  leaf");
}

#[test]
fn a_scope_that_is_an_argument() {
    #[traced]
    fn starts<'scope>(scope: &'scope thread::Scope<'scope, '_>) {
        scope.spawn(move || leaf());
        scope.spawn(leaf);
    }
    let ((), spans) = traced(|| thread::scope(|s| starts(s)));
    spans.assert_tree("starts\n  leaf\n  leaf");
}

#[test]
fn a_thread_may_outlive_the_span_that_started_it() {
    #[traced]
    fn starts(wait: std::sync::mpsc::Receiver<()>) -> thread::JoinHandle<()> {
        thread::spawn(move || {
            wait.recv().unwrap();
            leaf();
        })
    }
    let ((), spans) = traced(|| {
        let (go_on, wait) = std::sync::mpsc::channel();
        let thread = starts(wait);
        go_on.send(()).unwrap();
        thread.join().unwrap();
    });
    spans.assert_tree("starts\n  leaf");
}

#[test]
fn a_task_that_panics_leaves_nothing_current() {
    #[traced]
    fn starts() {
        let thread = thread::spawn(|| {
            leaf();
            std::panic::resume_unwind(Box::new("boom"));
        });
        assert!(thread.join().is_err());
    }
    let ((), spans) = traced(starts);
    spans.assert_tree("starts\n  leaf");
}
