//! Where we differ from the official propagators of Python, and why.

use std::collections::BTreeMap;

use crate::headers::Headers;

/// What was found in a set of headers.
#[derive(Debug, PartialEq)]
pub(crate) struct Answer {
    /// The ids, or nothing.
    pub(crate) parent: String,
    pub(crate) flags: u8,
    pub(crate) state: String,
    pub(crate) baggage: BTreeMap<String, String>,
}

/// The reason for which the answers may differ; `None` where there is none.
pub(crate) fn reason(
    format: &str,
    headers: &Headers,
    ours: &Answer,
    theirs: &Answer,
) -> Option<&'static str> {
    match format {
        "tracecontext" => trace_context(headers, ours, theirs),
        "baggage" => baggage(headers, ours, theirs),
        "jaeger" => jaeger(headers, ours, theirs),
        _ => b3(headers, ours, theirs),
    }
}

fn get<'a>(headers: &'a Headers, name: &str) -> Option<&'a str> {
    let found = headers.iter().find(|(other, _)| other == name);
    found.map(|(_, value)| value.as_str())
}

fn trace_context(headers: &Headers, ours: &Answer, theirs: &Answer) -> Option<&'static str> {
    let parents = headers
        .iter()
        .filter(|(name, _)| name == "traceparent")
        .count();
    if parents > 1 && ours.parent.is_empty() {
        return Some("two traceparent headers are none, they take the first");
    }
    if ours.parent != theirs.parent {
        return None;
    }
    if ours.state != theirs.state {
        return level_two(headers)
            .then_some("keys of level 2, of which they know those of level 1");
    }
    (ours.flags == theirs.flags & 3).then_some("unknown flags are not passed on")
}

/// Whether a key has more than level 1 knows.
fn level_two(headers: &Headers) -> bool {
    let states = headers.iter().filter(|(name, _)| name == "tracestate");
    let mut keys = states
        .flat_map(|(_, value)| value.split(','))
        .filter_map(|member| member.split_once('='))
        .map(|(key, _)| key.trim_matches([' ', '\t']));
    keys.any(|key| match key.split_once('@') {
        Some((_, vendor)) => {
            vendor.contains('@')
                || vendor.len() > 14
                || !vendor.starts_with(|first: char| first.is_ascii_lowercase())
        }
        None => key.starts_with(|first: char| first.is_ascii_digit()),
    })
}

fn b3(headers: &Headers, ours: &Answer, theirs: &Answer) -> Option<&'static str> {
    let single = get(headers, "b3");
    let multi = || {
        let of = |name| get(headers, name).map(str::trim);
        let given = ["x-b3-traceid", "x-b3-spanid", "x-b3-sampled", "x-b3-flags"].map(of);
        given.into_iter().flatten()
    };
    let fell_back = get(headers, "x-b3-traceid").is_some() && !ours.parent.is_empty();
    if single.is_some() && ours.parent != theirs.parent && fell_back {
        return Some("where the single header is malformed the others count");
    }
    if theirs.parent.is_empty() && blanks(single) {
        return Some("blanks around it do not count");
    }
    let state = match single.filter(|value| !value.is_empty()) {
        Some(single) => single.split('-').nth(2),
        None => get(headers, "x-b3-sampled"),
    };
    if ours.parent == theirs.parent {
        return match state.map(str::trim) {
            _ if blanks(state) => Some("blanks around it do not count"),
            None => Some("a decision that was left open is made by our sampler, they record"),
            Some("") => None,
            Some(state) if state.eq_ignore_ascii_case("true") => {
                Some("true in any case is true, they know two spellings")
            }
            Some(_) => None,
        };
    }
    if ours.parent.is_empty() {
        let known = ["0", "1", "d"];
        let is_known = |state: &str| {
            known.contains(&state)
                || ["true", "false"]
                    .iter()
                    .any(|k| state.eq_ignore_ascii_case(k))
        };
        if state.is_some_and(|state| !is_known(state.trim())) {
            return Some("a decision that is none is malformed, they do not record");
        }
        if single.and_then(|value| value.split('-').nth(3)).is_some() {
            return Some("a parent that is no id is malformed, they do not look at it");
        }
        if single
            .into_iter()
            .chain(multi())
            .any(|value| !value.is_ascii())
        {
            return Some("digits of other scripts are none");
        }
    }
    let others = blanks(get(headers, "x-b3-traceid")) || blanks(get(headers, "x-b3-spanid"));
    (theirs.parent.is_empty() && others).then_some("blanks around it do not count")
}

fn blanks(value: Option<&str>) -> bool {
    value.is_some_and(|value| value.trim_matches([' ', '\t']) != value)
}

fn jaeger(headers: &Headers, ours: &Answer, theirs: &Answer) -> Option<&'static str> {
    let Some(value) = get(headers, "uber-trace-id") else {
        return theirs
            .baggage
            .is_empty()
            .then_some("baggage comes without a trace too");
    };
    if ours.parent != theirs.parent {
        if ours.parent.is_empty() {
            let fields = value.trim_matches([' ', '\t']).split(':');
            let plain = |(field, digits): (&str, usize)| {
                (1..=digits).contains(&field.len()) && field.bytes().all(|b| b.is_ascii_hexdigit())
            };
            return (!fields.zip([32, 16, 16, 2]).all(plain))
                .then_some("only plain digits, as many as an id has, are a number");
        }
        return value
            .contains('%')
            .then_some("colons may be percent-encoded");
    }
    if ours.flags != theirs.flags {
        return Some("who asks for debugging is recorded");
    }
    different_members(headers, ours, theirs)
}

/// Why Jaeger's baggage may differ.
fn different_members(headers: &Headers, ours: &Answer, theirs: &Answer) -> Option<&'static str> {
    let differs = |key: &str| ours.baggage.get(key) != theirs.baggage.get(key);
    let members = headers
        .iter()
        .filter_map(|(name, value)| Some((name.strip_prefix("uberctx-")?, value.as_str())));
    let mut reasons = members.filter(|(key, _)| differs(key)).map(|(key, value)| {
        if !value.chars().all(|c| c == '\t' || (' '..='~').contains(&c)) {
            Some("a value that is no visible ASCII is malformed")
        } else if key.is_empty() || key.contains(['(', '%']) {
            Some("a key that is no name is malformed")
        } else if value.len() > 4_000 {
            Some("a member may be as long as all of them, theirs 4,096 bytes")
        } else if value.contains("%20") {
            Some("blanks that were encoded are not cut")
        } else {
            None
        }
    });
    let first = reasons.next()?;
    reasons.all(|reason| reason.is_some()).then_some(first)?
}

fn baggage(headers: &Headers, ours: &Answer, theirs: &Answer) -> Option<&'static str> {
    let value = get(headers, "baggage")?;
    let members = value.split(',').filter(|member| !member.trim().is_empty());
    if value.len() > 8_192 {
        return Some("of what is too long we take what fits, they take nothing");
    }
    if members.count() > 64 {
        return Some("64 members, they take 180");
    }
    if value.split(',').any(|member| member.len() > 4_096) {
        return Some("a member may be as long as all of them, theirs 4,096 bytes");
    }
    let escapes = value.contains(['+', '%']);
    if value.contains(';') {
        let begins_so = |(key, value): (&String, &String)| {
            let theirs = theirs.baggage.get(key);
            theirs.is_some_and(|theirs| theirs.starts_with(value.as_str()))
        };
        return (escapes || ours.baggage.iter().all(begins_so))
            .then_some("metadata is kept apart, they leave it in the value");
    }
    if escapes {
        return Some(
            "a plus is a plus, in a key no escape is one, and no blanks are cut from a value",
        );
    }
    None
}
