#![allow(clippy::unwrap_used)]

use rand::{Rng, SeedableRng, rngs::SmallRng};

use super::{Mask, MaskKey, MaskPanicked};

fn masked(mask: Mask, value: &str) -> String {
    let mut out = String::new();
    mask.apply(value, &MaskKey::new(b"a key for tests"), &mut out)
        .unwrap();
    out
}

#[test]
fn redact_shows_nothing() {
    assert_eq!(masked(Mask::Redact, "secret"), "[REDACTED]");
    assert_eq!(masked(Mask::Redact, ""), "[REDACTED]");
}

#[test]
fn hash_is_the_first_half_of_hmac_sha256() {
    // RFC 4231, test cases 1, 2 and 6 (a key longer than a block).
    for (key, data, expected) in [
        (vec![0x0b; 20], "Hi There", "b0344c61d8db3853"),
        (
            b"Jefe".to_vec(),
            "what do ya want for nothing?",
            "5bdcc146bf60754e",
        ),
        (
            vec![0xaa; 131],
            "Test Using Larger Than Block-Size Key - Hash Key First",
            "60e431591ee0b67f",
        ),
    ] {
        let mut out = String::new();
        Mask::Hash
            .apply(data, &MaskKey::new(&key), &mut out)
            .unwrap();
        assert_eq!(out, expected);
    }
}

#[test]
fn hash_of_the_process_is_stable_and_keyed() {
    let first = MaskKey::of_process().hash(b"value");
    assert_eq!(first, MaskKey::of_process().hash(b"value"));
    assert_ne!(first, MaskKey::new(b"").hash(b"value"));
    assert!(!format!("{:?}", MaskKey::new(b"hunter2")).contains("hunter2"));
}

#[test]
fn last4_counts_characters() {
    assert_eq!(masked(Mask::Last4, "4111 1111 1111 1234"), "****1234");
    assert_eq!(masked(Mask::Last4, "12345678"), "****5678");
    assert_eq!(masked(Mask::Last4, "1234567"), "****");
    assert_eq!(masked(Mask::Last4, ""), "****");
    assert_eq!(masked(Mask::Last4, "äöüßäöüß"), "****äöüß");
    assert_eq!(masked(Mask::Last4, "äöüßäöü"), "****");
}

#[test]
fn email_keeps_the_first_character_and_the_domain() {
    assert_eq!(masked(Mask::Email, "ada@example.com"), "a***@example.com");
    assert_eq!(
        masked(Mask::Email, " ada@example.com\n"),
        "a***@example.com"
    );
    assert_eq!(masked(Mask::Email, "élan@exämple.org"), "é***@exämple.org");
    assert_eq!(masked(Mask::Email, "a@b@example.com"), "a***@example.com");
    assert_eq!(masked(Mask::Email, "a@example.com"), "***@example.com");
}

#[test]
fn email_shows_nothing_of_what_is_no_address() {
    for value in [
        "",
        "@",
        "ada",
        "ada@",
        "@example.com",
        "ada@example..com",
        "ada@example.com, card 4111",
        "ada lovelace@example.com",
    ] {
        assert_eq!(masked(Mask::Email, value), "***", "{value:?}");
    }
}

#[test]
fn custom_takes_what_the_function_makes() {
    assert_eq!(masked(Mask::Custom(str::to_uppercase), "abc"), "ABC");
}

#[test]
fn a_panicking_custom_mask_leaves_the_value_out() {
    fn fails(_: &str) -> String {
        std::panic::resume_unwind(Box::new("no message on stderr"))
    }
    let mut out = "before ".to_owned();
    let result = Mask::Custom(fails).apply("secret", &MaskKey::new(b""), &mut out);
    assert_eq!(result, Err(MaskPanicked));
    assert_eq!(out, "before ");
}

/// Text of all widths in UTF-8, rich in what the masks look for.
fn random_text(random: &mut SmallRng) -> String {
    const SPECIAL: [char; 8] = ['@', '.', ' ', '\0', '\u{301}', '\u{202e}', '🦀', '-'];
    (0..random.random_range(0..24))
        .map(|_| match random.random_range(0..4) {
            0 => SPECIAL[random.random_range(0..SPECIAL.len())],
            1 => random.random_range('a'..='z'),
            2 => random.random_range('\u{80}'..='\u{7ff}'),
            _ => random.random::<char>(),
        })
        .collect()
}

#[test]
fn every_mask_keeps_its_promise_for_any_text() {
    let mut random = SmallRng::seed_from_u64(42);
    for _ in 0..20_000 {
        let value = random_text(&mut random);
        assert_eq!(masked(Mask::Redact, &value), "[REDACTED]");

        let hash = masked(Mask::Hash, &value);
        assert_eq!(hash.len(), 16);
        assert!(hash.bytes().all(|byte| byte.is_ascii_hexdigit()));

        let last4 = masked(Mask::Last4, &value);
        let kept = last4.strip_prefix("****").unwrap();
        assert!(value.ends_with(kept));
        let expected = if value.chars().count() < 8 { 0 } else { 4 };
        assert_eq!(kept.chars().count(), expected, "{value:?}");

        let email = masked(Mask::Email, &value);
        let (first, rest) = email.split_once("***").unwrap();
        assert!(first.chars().count() <= 1, "{value:?}");
        assert!(rest.is_empty() || value.trim().ends_with(rest), "{value:?}");
    }
}
