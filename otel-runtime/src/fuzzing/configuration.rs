use std::path::Path;

use crate::{Error, provider::parse_configuration};

/// What a variable whose name begins with S holds.
const SECRET: &str = "e5b1f0a7c3d94e26";

/// Whatever a configuration file says, it is used or refused with a reason, the same each time; what
/// variables hold is in no message, and each message is one line.
pub fn configuration(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let first = said(text);
    assert_eq!(first, said(text));
    for message in first {
        assert!(!message.contains('\n'), "{message}");
        assert!(text.contains(SECRET) || !message.contains(SECRET), "{message}");
    }
}

/// The warnings of a file that is used, the mistakes of one that is refused.
fn said(text: &str) -> Vec<String> {
    let variables = |name: &str| name.starts_with('S').then(|| SECRET.to_owned());
    match parse_configuration(Path::new("otel.yaml"), text, &variables, &[]) {
        Ok((_, warnings)) => warnings.iter().map(ToString::to_string).collect(),
        Err(Error::InvalidConfiguration { mistakes, .. }) => {
            assert!(!mistakes.is_empty());
            mistakes
        }
        Err(other) => panic!("{other}"),
    }
}
