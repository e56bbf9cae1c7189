//! Variables in values: `${NAME}`, `${env:NAME}`, `${NAME:-default}`, and `$$` for a dollar sign.

/// The text with its variables in it; what they hold is not looked at again. An unset or empty
/// variable without a default is nothing.
///
/// # Errors
/// The reference that is none: a file with one is refused, as the specification asks.
pub(crate) fn substitute<'t>(
    text: &'t str,
    variables: &dyn Fn(&str) -> Option<String>,
) -> Result<String, &'t str> {
    let mut filled = String::with_capacity(text.len());
    // A dollar sign that was escaped begins no reference.
    for (index, part) in text.split("$$").enumerate() {
        if index > 0 {
            filled.push('$');
        }
        fill(part, variables, &mut filled)?;
    }
    Ok(filled)
}

fn fill<'t>(
    part: &'t str,
    variables: &dyn Fn(&str) -> Option<String>,
    filled: &mut String,
) -> Result<(), &'t str> {
    let mut rest = part;
    while let Some(start) = rest.find("${") {
        let (before, reference) = rest.split_at(start);
        filled.push_str(before);
        let body = &reference[2..];
        // A reference stands on one line.
        let Some(end) = body
            .find(['}', '\n'])
            .filter(|end| body[*end..].starts_with('}'))
        else {
            filled.push_str("${");
            rest = body;
            continue;
        };
        let (name, default) = parts(&body[..end]).ok_or(&reference[..end + 3])?;
        let value = variables(name).filter(|value| !value.is_empty());
        filled.push_str(value.as_deref().unwrap_or(default));
        rest = &body[end + 1..];
    }
    filled.push_str(rest);
    Ok(())
}

/// The name of the variable and the default.
fn parts(reference: &str) -> Option<(&str, &str)> {
    let reference = reference.strip_prefix("env:").unwrap_or(reference);
    let end = reference.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    let (name, rest) = reference.split_at(end.unwrap_or(reference.len()));
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let default = match rest {
        "" => "",
        _ => rest.strip_prefix(":-")?,
    };
    is_name.then_some((name, default))
}

#[cfg(test)]
mod tests {
    use super::substitute;

    fn variables(name: &str) -> Option<String> {
        let value = match name {
            "STRING_VALUE" => "value",
            "FLOAT_VALUE" => "1.1",
            "EMPTY" => "",
            "LINES" => "value\nkey:value",
            "REPLACE_ME" => "${DO_NOT_REPLACE_ME}",
            "VALUE_WITH_ESCAPE" => "value$$",
            "DO_NOT_REPLACE_ME" => "never",
            _ => return None,
        };
        Some(value.to_owned())
    }

    #[test]
    fn every_row_of_the_specification() {
        for (text, expected) in [
            ("${STRING_VALUE}", "value"),
            ("${env:STRING_VALUE}", "value"),
            ("${LINES}", "value\nkey:value"),
            ("foo ${STRING_VALUE} ${FLOAT_VALUE}", "foo value 1.1"),
            ("${UNDEFINED_KEY}", ""),
            ("${UNDEFINED_KEY:-fallback}", "fallback"),
            ("${EMPTY:-fallback}", "fallback"),
            ("${REPLACE_ME}", "${DO_NOT_REPLACE_ME}"),
            ("${UNDEFINED_KEY:-${STRING_VALUE}}", "${STRING_VALUE}"),
            ("$${STRING_VALUE}", "${STRING_VALUE}"),
            ("$$${STRING_VALUE}", "$value"),
            ("$$$${STRING_VALUE}", "$${STRING_VALUE}"),
            ("$${STRING_VALUE:-fallback}", "${STRING_VALUE:-fallback}"),
            (
                "$${STRING_VALUE:-${STRING_VALUE}}",
                "${STRING_VALUE:-value}",
            ),
            (
                "${UNDEFINED_KEY:-$${UNDEFINED_KEY}}",
                "${UNDEFINED_KEY:-${UNDEFINED_KEY}}",
            ),
            ("${VALUE_WITH_ESCAPE}", "value$$"),
            ("a $$ b", "a $ b"),
            ("a $ b", "a $ b"),
        ] {
            assert_eq!(
                substitute(text, &variables).as_deref(),
                Ok(expected),
                "{text}"
            );
        }
    }

    #[test]
    fn what_only_looks_like_a_reference_is_refused() {
        for (text, reference) in [
            ("a ${STRING_VALUE:?error} b", "${STRING_VALUE:?error}"),
            ("${1API_KEY}", "${1API_KEY}"),
            ("${API_$KEY}", "${API_$KEY}"),
            ("${}", "${}"),
            ("${env:}", "${env:}"),
            ("${A B}", "${A B}"),
            ("${é}", "${é}"),
        ] {
            assert_eq!(substitute(text, &variables), Err(reference), "{text}");
        }
    }

    #[test]
    fn what_does_not_end_is_text() {
        for text in ["${", "${STRING_VALUE", "a ${b\n}", "}$"] {
            assert_eq!(substitute(text, &variables).as_deref(), Ok(text));
        }
        assert_eq!(
            substitute("${${STRING_VALUE}", &variables),
            Err("${${STRING_VALUE}")
        );
    }
}
