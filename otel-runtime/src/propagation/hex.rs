//! Hexadecimal numbers in headers.

/// The number that lower-case digits say; `None` for anything else, also for no digit at all and
/// for more than a `u128` holds.
pub(super) fn lower(digits: &[u8]) -> Option<u128> {
    parse(digits, |digit| match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    })
}

/// The number that digits of either case say.
pub(super) fn either_case(digits: &[u8]) -> Option<u128> {
    parse(digits, |digit| {
        char::from(digit).to_digit(16).map(|value| value as u8)
    })
}

fn parse(digits: &[u8], value: impl Fn(u8) -> Option<u8>) -> Option<u128> {
    if !(1..=32).contains(&digits.len()) {
        return None;
    }
    digits.iter().try_fold(0, |number: u128, digit| {
        Some(number << 4 | u128::from(value(*digit)?))
    })
}

/// Appends the lowest `digits` digits of a number, in lower case.
pub(super) fn push(text: &mut String, number: u128, digits: u32) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    for place in (0..digits).rev() {
        let digit = (number >> (place * 4)) as usize & 0xf;
        text.push(char::from(DIGITS[digit]));
    }
}

#[cfg(test)]
mod tests {
    use super::{either_case, lower, push};

    #[test]
    fn only_digits_of_the_right_case_are_a_number() {
        assert_eq!(lower(b"00ff"), Some(255));
        assert_eq!(lower(&[b'f'; 32]), Some(u128::MAX));
        assert_eq!(either_case(b"aF"), Some(0xaf));
        for wrong in ["", "A", "+1", "-1", "0x1", "1_0", " 1", "g", "é"] {
            assert_eq!(lower(wrong.as_bytes()), None, "{wrong}");
        }
        assert_eq!(lower(&[b'0'; 33]), None);
    }

    #[test]
    fn what_is_written_has_the_digits_asked_for() {
        let mut text = String::new();
        push(&mut text, 0x1f, 4);
        push(&mut text, u128::MAX, 32);
        assert_eq!(text, format!("001f{}", "f".repeat(32)));
    }
}
