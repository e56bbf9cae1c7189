//! Calls within calls.

use journey_tests::{span, traced};
use otel_runtime::traced;

#[traced]
fn outer() {
    left();
    right();
}

#[traced]
fn left() {
    leaf();
}

#[traced]
fn right() {
    leaf();
}

#[traced]
fn leaf() {}

#[traced(attrs(n))]
fn countdown(n: u32) {
    if n > 0 {
        countdown(n - 1);
    }
}

#[test]
fn calls_nest_as_they_are_made() {
    let ((), spans) = traced(outer);
    spans.assert_tree(
        "
        outer
          left
            leaf
          right
            leaf
        ",
    );
}

#[test]
fn a_recursive_function_is_its_own_child() {
    let ((), spans) = traced(|| countdown(2));
    spans.assert_tree(
        "
        countdown n=2
          countdown n=1
            countdown n=0
        ",
    );
}

#[test]
fn deep_recursion_loses_nothing() {
    let ((), spans) = traced(|| countdown(500));
    let all = spans.spans();
    assert_eq!(all.len(), 501);
    let orphans = all.iter().filter(|child| {
        !all.iter()
            .any(|span| span.span_context.span_id() == child.parent_span_id)
    });
    assert_eq!(orphans.count(), 1);
}

#[test]
fn calls_one_after_the_other_are_traces_of_their_own() {
    let ((), spans) = traced(|| {
        leaf();
        right();
    });
    spans.assert_tree("leaf\nright\n  leaf");
    let traces: std::collections::HashSet<_> = spans
        .spans()
        .iter()
        .map(|span| span.span_context.trace_id())
        .collect();
    assert_eq!(traces.len(), 2);
}

#[test]
fn the_parent_is_current_again_after_the_call() {
    #[traced]
    fn parent() {
        let before = otel_runtime::ActiveSpan::current().span_context();
        leaf();
        assert_eq!(before, otel_runtime::ActiveSpan::current().span_context());
    }
    let ((), spans) = traced(parent);
    let (parent, child) = (span(&spans, "parent"), span(&spans, "leaf"));
    assert_eq!(child.parent_span_id, parent.span_context.span_id());
    assert!(!child.parent_span_is_remote);
}

#[test]
fn a_child_lies_within_its_parent() {
    let ((), spans) = traced(|| countdown(20));
    for child in spans.spans() {
        assert!(child.end_time >= child.start_time);
        for parent in spans.spans() {
            if parent.span_context.span_id() == child.parent_span_id {
                assert!(child.start_time >= parent.start_time);
                // The two may be told by different readings of the wall clock.
                let slack = std::time::Duration::from_millis(1);
                assert!(child.end_time <= parent.end_time + slack);
            }
        }
    }
}
