use std::sync::Arc;

use super::secrets::Secrets;

/// Secrets by their `Display` texts, each with what is shown of it.
fn displayed(texts: &[(&str, &str)]) -> Secrets {
    let mut secrets = Secrets::new();
    for (text, shown) in texts {
        secrets.add_display(text, &Arc::from(*shown));
    }
    secrets
}

fn scrubbed(secrets: &Secrets, text: &str) -> String {
    let mut text = text.to_owned();
    secrets.scrub(&mut text);
    text
}

#[test]
fn every_place_is_replaced() {
    let secrets = displayed(&[("hunter2", "*"), ("ada@example.com", "a***")]);
    let text = "hunter2hunter2 of ada@example.com, not Hunter2";
    assert_eq!(scrubbed(&secrets, text), "** of a***, not Hunter2");
    assert_eq!(scrubbed(&secrets, ""), "");
    assert_eq!(scrubbed(&Secrets::new(), "hunter2"), "hunter2");
}

#[test]
fn a_short_text_is_not_looked_for() {
    let secrets = displayed(&[("abc", "*"), ("ä", "*"), ("", "*")]);
    assert!(secrets.is_empty());
    assert_eq!(scrubbed(&secrets, "abc ä"), "abc ä");
    assert_eq!(scrubbed(&displayed(&[("ääää", "*")]), "ä ääää"), "ä *");
}

#[test]
fn of_those_that_overlap_the_longest_is_shown_and_nothing_else() {
    let nested = displayed(&[("secret", "short"), ("my secret word", "long")]);
    assert_eq!(
        scrubbed(&nested, "my secret word, secret"),
        "long, short",
        "one in the other"
    );
    let crossing = displayed(&[("abcdef", "1"), ("efghijk", "2")]);
    assert_eq!(scrubbed(&crossing, "<abcdefghijk>"), "<2>");
    let same_start = displayed(&[("abcd", "1"), ("abcdef", "2")]);
    assert_eq!(scrubbed(&same_start, "abcdef abcd"), "2 1");
    assert_eq!(scrubbed(&displayed(&[("aaaa", "*")]), "baaaaaab"), "b*b");
    assert_eq!(scrubbed(&displayed(&[("äöäö", "*")]), "äöäöäöx"), "*x");
}

#[test]
fn what_is_shown_is_not_looked_at_again() {
    let secrets = displayed(&[("secret", "hidden"), ("hidden", "secret")]);
    assert_eq!(scrubbed(&secrets, "secret hidden"), "hidden secret");
}

#[test]
fn texts_in_quotes_count_with_and_without_their_escapes() {
    let value = "p\"a\\s\ns\u{7}ö'word";
    let mut secrets = Secrets::new();
    secrets.add_debug(&format!("{:?}", Some(value)), &Arc::from("*"));
    let text = format!("{:?} {value:?} {value}", Some(value));
    assert_eq!(scrubbed(&secrets, &text), "* \"*\" *");
    // Quotes that nobody closes, and a lone escape.
    secrets.add_debug("\"open \\", &Arc::from("*"));
    secrets.add_debug(r#""\u{110000}\u{zz}rest""#, &Arc::from("*"));
    assert_eq!(scrubbed(&secrets, "open rest"), "open *");
}

#[test]
fn each_is_kept_once() {
    let mut secrets = displayed(&[("secret", "*"), ("secret", "*")]);
    let again = displayed(&[("secret", "*"), ("other", "*")]);
    secrets.take_from(&again);
    secrets.take_from(&again);
    assert_eq!(format!("{secrets:?}"), "Secrets(<2 hidden>)");
    secrets.clear();
    assert!(secrets.is_empty());
}

#[test]
fn more_than_are_kept_withhold_the_text() {
    let mut above = Secrets::new();
    for number in 0..10_000 {
        above.take_from(&displayed(&[(&format!("secret {number}"), "*")]));
    }
    assert!(!above.is_empty());
    assert!(scrubbed(&above, "secret 1").starts_with("(withheld"));
    let mut further_above = Secrets::new();
    further_above.take_from(&above);
    assert!(scrubbed(&further_above, "secret 1").starts_with("(withheld"));
    above.clear();
    assert_eq!(scrubbed(&above, "secret 1"), "secret 1");
}
