use std::time::Duration;

use otlp_sink::Pace;

use super::Outcome;
use crate::{
    case::{Case, cases},
    child::End,
};

fn case(name: &str) -> Case {
    let mut cases = cases(Pace(1)).into_iter();
    cases.find(|case| case.name == name).unwrap()
}

/// So many spans of 1,000 were lost and so many counted, and the shutdown failed or did not.
fn of_1000(lost: u64, counted: u64, failed: bool) -> Outcome {
    Outcome {
        made: 1_000,
        arrived: 1_000 - lost,
        result: Some(if failed {
            Err("lost".to_owned())
        } else {
            Ok(())
        }),
        counted: Some(counted),
        end: End::Ended,
        took: Some(Duration::ZERO),
    }
}

#[test]
fn what_can_be_delivered_is_and_nothing_else_is_said() {
    let baseline = case("baseline");
    assert!(of_1000(0, 0, false).is_well(&baseline));
    assert!(!of_1000(1, 1, true).is_well(&baseline));
    assert!(!of_1000(0, 1, true).is_well(&baseline));
    assert!(!of_1000(0, 0, true).is_well(&baseline));
    assert!(of_1000(0, 0, true).is_well(&case("two_backends_one_dead")));
    assert!(!of_1000(0, 0, false).is_well(&case("two_backends_one_dead")));
}

#[test]
fn a_loss_is_counted_to_the_span_and_an_error() {
    for name in ["partial_success", "black_hole"] {
        let case = case(name);
        assert!(of_1000(500, 500, true).is_well(&case));
        for (counted, failed) in [(499, true), (501, true), (500, false)] {
            assert!(!of_1000(500, counted, failed).is_well(&case));
        }
    }
    let late = case("slow_5s");
    assert!(of_1000(500, 600, true).is_well(&late));
    assert!(!of_1000(500, 499, true).is_well(&late));
    assert!(!of_1000(500, 600, false).is_well(&late));
}

#[test]
fn a_program_that_hangs_or_does_not_say_how_it_ended_is_not_well() {
    let baseline = case("baseline");
    let hung = Outcome {
        end: End::Hung,
        ..of_1000(0, 0, false)
    };
    let silent = |lost| Outcome {
        result: None,
        counted: None,
        ..of_1000(lost, 0, false)
    };
    assert!(!hung.is_well(&baseline));
    assert!(!silent(0).is_well(&baseline));
    for name in ["ct_drop", "fork", "sigterm", "process_exit"] {
        assert!(silent(0).is_well(&case(name)), "{name}");
        assert!(!silent(1).is_well(&case(name)), "{name}");
    }
    assert!(silent(50).is_well(&case("sigkill")));
    assert!(!silent(500).is_well(&case("sigkill")));
}
