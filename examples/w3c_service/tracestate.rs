//! What the W3C's harness checks of `tracestate`: 14 of its 41 tests, as they are at its strictest.

use super::harness::{SPAN, TRACE, send, send_states};

/// Sends these values; whether the service dropped all members.
async fn drops(values: &[&str]) -> bool {
    send_states(values).await.tracestate.is_empty()
}

/// Sends these values; whether the service passed on exactly their members.
async fn keeps(values: &[&str]) -> bool {
    send_states(values).await.tracestate == values.join(",")
}

#[tokio::test]
async fn a_state_without_a_parent_is_dropped() {
    for state in ["foo=1", "foo=1,bar=2"] {
        assert_eq!(send(&[("tracestate", state)]).await.tracestate, "");
    }
}

#[tokio::test]
async fn a_state_with_a_parent_is_passed_on() {
    assert!(keeps(&["foo=1,bar=2"]).await);
}

#[tokio::test]
async fn other_names_are_other_headers() {
    let parent = format!("00-{TRACE}-{SPAN}-00");
    for name in ["trace-state", "trace.state"] {
        let passed = send(&[("traceparent", &parent), (name, "foo=1")]).await;
        assert_eq!((passed.trace.as_str(), passed.state("foo")), (TRACE, None));
    }
}

#[tokio::test]
async fn names_are_in_any_case() {
    let parent = format!("00-{TRACE}-{SPAN}-00");
    for name in ["TraceState", "TrAcEsTaTe", "TRACESTATE"] {
        let passed = send(&[("traceparent", &parent), (name, "foo=1")]).await;
        assert_eq!(passed.state("foo"), Some("1"), "{name}");
    }
}

#[tokio::test]
async fn empty_headers_do_not_count() {
    assert!(drops(&[""]).await);
    for values in [["foo=1", ""], ["", "foo=1"]] {
        assert_eq!(send_states(&values).await.tracestate, "foo=1");
    }
}

#[tokio::test]
async fn several_headers_are_one_list_in_their_order() {
    assert!(keeps(&["foo=1,bar=2", "rojo=1,congo=2", "baz=3"]).await);
}

#[tokio::test]
async fn a_key_that_comes_twice_spoils_the_list() {
    for values in [
        &["foo=1,foo=1"][..],
        &["foo=1,foo=2"],
        &["foo=1", "foo=1"],
        &["foo=1", "foo=2"],
    ] {
        assert!(drops(values).await, "{values:?}");
    }
}

#[tokio::test]
async fn every_allowed_character_is_passed_on() {
    let value: String = (' '..='~').filter(|c| !",=".contains(*c)).collect();
    let key: String = ('a'..='z').chain('0'..='9').chain("_-*/".chars()).collect();
    for key in [key.clone(), format!("{key}@a-z0-9_-*/")] {
        assert_eq!(
            send_states(&[&format!("{key}={value}")]).await.state(&key),
            Some(value.as_str())
        );
    }
}

#[tokio::test]
async fn blanks_around_members_do_not_count() {
    for list in [
        "foo=1 \t , \t bar=2, \t baz=3",
        "foo=1\t \t,\t \tbar=2,\t \tbaz=3",
    ] {
        assert_eq!(send_states(&[list]).await.tracestate, "foo=1,bar=2,baz=3");
    }
    for one in [" foo=1", "\tfoo=1", "foo=1 ", "foo=1\t", "\t foo=1 \t"] {
        assert_eq!(send_states(&[one]).await.tracestate, "foo=1", "{one:?}");
    }
}

#[tokio::test]
async fn a_key_with_an_illegal_character_spoils_the_list() {
    for list in ["foo =1", "FOO=1", "foo.bar=1"] {
        assert!(drops(&[list]).await, "{list}");
    }
}

/// Level 2 has given up the form of level 1, in which one `@` parted a tenant from a vendor.
#[tokio::test]
async fn an_at_sign_is_a_character_like_others_but_no_first_one() {
    assert!(drops(&["@foo=1,bar=2"]).await);
    for list in ["foo@=1,bar=2", "foo@@bar=1,bar=2", "foo@bar@baz=1,bar=2"] {
        assert!(keeps(&[list]).await, "{list}");
    }
}

#[tokio::test]
async fn thirty_two_members_are_passed_on_and_thirty_three_are_not() {
    let list = |numbers: std::ops::RangeInclusive<u8>| {
        let members = numbers.map(|n| format!("bar{n:02}={n:02}"));
        members.collect::<Vec<_>>().join(",")
    };
    let [first, second, third] = [list(1..=10), list(11..=20), list(21..=30)];
    assert!(keeps(&[&first, &second, &third, &list(31..=32)]).await);
    assert!(drops(&[&first, &second, &third, &list(31..=33)]).await);
}

#[tokio::test]
async fn keys_have_256_characters_at_most() {
    let z = |count| "z".repeat(count);
    for key in [
        z(256),
        format!("{}@{}", z(241), z(14)),
        format!("{}@v", z(242)),
        format!("t@{}", z(15)),
    ] {
        assert!(keeps(&["foo=1", &format!("{key}=1")]).await, "{key}");
    }
    for key in [z(257), format!("{}@v", z(255))] {
        assert!(drops(&["foo=1", &format!("{key}=1")]).await, "{key}");
    }
}

#[tokio::test]
async fn a_value_with_an_illegal_character_or_none_at_all_spoils_the_list() {
    for list in ["foo=bar=baz", "foo=,bar=3"] {
        assert!(drops(&[list]).await, "{list}");
    }
}
