//! rayon's threads.

use journey_tests::traced;
use otel_runtime::traced;

use crate::leaf;

#[test]
fn both_sides_of_a_join() {
    #[traced]
    fn joins() -> (u8, u8) {
        let two = 2;
        rayon::join(
            || {
                leaf();
                1
            },
            || {
                leaf();
                two
            },
        )
    }
    let (sides, spans) = traced(joins);
    assert_eq!(sides, (1, 2));
    spans.assert_tree("joins\n  leaf\n  leaf");
}

#[test]
fn a_job_on_its_own() {
    #[traced]
    fn starts() {
        let (done, wait) = std::sync::mpsc::channel();
        rayon::spawn(move || {
            leaf();
            done.send(()).unwrap();
        });
        wait.recv().unwrap();
    }
    let ((), spans) = traced(starts);
    spans.assert_tree("starts\n  leaf");
}

#[test]
fn scopes_and_the_jobs_in_them() {
    #[traced]
    fn scopes(numbers: &[u32]) -> u32 {
        let mut sum = 0;
        let length = rayon::scope(|s| {
            leaf();
            s.spawn(|s| {
                leaf();
                sum = numbers.iter().sum();
                s.spawn(|_| leaf());
            });
            numbers.len() as u32
        });
        rayon::in_place_scope(|s| s.spawn(|_: &rayon::Scope<'_>| leaf()));
        sum + length
    }
    let (sum, spans) = traced(|| scopes(&[1, 2, 3]));
    assert_eq!(sum, 9);
    spans.assert_tree("scopes\n  leaf\n  leaf\n  leaf\n  leaf");
}
