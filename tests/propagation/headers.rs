//! Sets of headers: well-formed ones, and such with something wrong, from a seed.

/// Names and values; several may have one name.
pub(crate) type Headers = Vec<(String, String)>;

/// Numbers that are the same for the same seed (SplitMix64).
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    /// Whether it is one of `in_how_many`.
    fn one(&mut self, in_how_many: usize) -> bool {
        self.below(in_how_many) == 0
    }

    fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
    }

    /// Digits, mostly as many as asked for, mostly of lower case, sometimes all zeros.
    fn hex(&mut self, digits: usize) -> String {
        let digits = match self.below(20) {
            0 => digits.saturating_sub(1),
            1 => digits + 1,
            2 => self.below(40),
            _ => digits,
        };
        if self.one(30) {
            return "0".repeat(digits);
        }
        let text: String = (0..digits)
            .map(|_| char::from(b"0123456789abcdef"[self.below(16)]))
            .collect();
        if self.one(10) {
            text.to_uppercase()
        } else {
            text
        }
    }

    /// The text, mostly as it is.
    fn mutated(&mut self, text: String) -> String {
        if !self.one(4) {
            return text;
        }
        let mut chars: Vec<char> = text.chars().collect();
        for _ in 0..=self.below(3) {
            let odd = self.of(&[
                "-", ":", ",", ";", "=", " ", "\t", ".", "+", "_", "%", "%2C", "%zz", "\"", "\\",
                "0", "f", "G", "@", "é", "\u{1}", "٣", "x",
            ]);
            let at = self.below(chars.len() + 1);
            match self.below(3) {
                0 => drop(chars.splice(at..at, odd.chars())),
                1 if at < chars.len() => drop(chars.splice(at..=at, odd.chars())),
                _ if at < chars.len() => drop(chars.remove(at)),
                _ => {}
            }
        }
        chars.into_iter().collect()
    }

    fn blanks(&mut self) -> &'static str {
        self.of(&["", "", "", "", " ", "\t", " \t"])
    }
}

fn named(name: &str, value: String) -> (String, String) {
    (name.to_owned(), value)
}

pub(crate) fn trace_context(chance: &mut Chance) -> Headers {
    let version = chance.of(&["00", "00", "00", "00", "01", "cc", "ff", "0", "000"]);
    let more = chance.of(&["", "", "", "", "", "-", "-more", "."]);
    let (trace, span, flags) = (chance.hex(32), chance.hex(16), chance.hex(2));
    let (before, after) = (chance.blanks(), chance.blanks());
    let parent = format!("{before}{version}-{trace}-{span}-{flags}{more}{after}");
    let mut headers = vec![named("traceparent", chance.mutated(parent))];
    if chance.one(15) {
        headers.push(headers[0].clone());
    }
    for _ in 0..chance.below(3) {
        let count = if chance.one(20) {
            chance.below(40)
        } else {
            chance.below(5)
        };
        let members: Vec<String> = (0..count).map(|_| state_member(chance)).collect();
        let list = members.join(",");
        headers.push(named("tracestate", chance.mutated(list)));
    }
    headers
}

fn state_member(chance: &mut Chance) -> String {
    let key = match chance.below(12) {
        0 => "z".repeat(250 + chance.below(10)),
        1 => chance
            .of(&[
                "foo@bar", "1foo@bar", "1foo", "foo@", "foo@@bar", "a@b@c", "@a",
            ])
            .to_owned(),
        _ => format!("k{}", chance.below(60)),
    };
    let value = chance.of(&["1", "a b", "", "x:y;z", "~!#$%&'()*+-./", "0123456789"]);
    let (before, after) = (chance.blanks(), chance.blanks());
    format!("{before}{key}={value}{after}")
}

pub(crate) fn b3(chance: &mut Chance) -> Headers {
    let mut headers = Headers::new();
    if !chance.one(3) {
        let digits = if chance.one(3) { 16 } else { 32 };
        let (trace, span) = (chance.hex(digits), chance.hex(16));
        let state = b3_state(chance);
        let value = match chance.below(8) {
            0 => state.to_owned(),
            1 => format!("{trace}-{span}"),
            2 | 3 => format!("{trace}-{span}-{state}-{}", chance.hex(16)),
            4 => format!("{trace}-{span}-{state}-{span}-{span}"),
            _ => format!("{trace}-{span}-{state}"),
        };
        headers.push(named("b3", chance.mutated(value)));
    }
    if headers.is_empty() || chance.one(4) {
        let digits = if chance.one(3) { 16 } else { 32 };
        for (name, value) in [
            ("x-b3-traceid", chance.hex(digits)),
            ("x-b3-spanid", chance.hex(16)),
            ("x-b3-sampled", b3_state(chance).to_owned()),
        ] {
            if !chance.one(8) {
                headers.push(named(name, chance.mutated(value)));
            }
        }
        if chance.one(5) {
            headers.push(named(
                "x-b3-flags",
                chance.of(&["1", "0", "", "x"]).to_owned(),
            ));
        }
    }
    headers
}

fn b3_state(chance: &mut Chance) -> &'static str {
    chance.of(&[
        "0", "1", "1", "d", "true", "false", "True", "TRUE", "2", "", "x",
    ])
}

pub(crate) fn jaeger(chance: &mut Chance) -> Headers {
    let colon = if chance.one(10) { "%3A" } else { ":" };
    let (trace, span) = (chance.hex(32), chance.hex(16));
    let (trace, span) = if chance.one(4) {
        (chance.hex(13), chance.hex(9))
    } else {
        (trace, span)
    };
    let parent = if chance.one(2) {
        "0".to_owned()
    } else {
        chance.hex(16)
    };
    let flags = chance.of(&["0", "1", "01", "2", "3", "09", "f", "100", "", "0x1", "+1"]);
    let value = [trace, span, parent, flags.to_owned()].join(colon);
    let mut headers = Headers::new();
    if !chance.one(15) {
        headers.push(named("uber-trace-id", chance.mutated(value)));
    }
    for _ in 0..chance.below(3) {
        let key = format!("uberctx-{}", baggage_key(chance));
        let value = baggage_value(chance);
        if headers.iter().all(|(name, _)| *name != key) {
            headers.push(named(&key, chance.mutated(value)));
        }
    }
    headers
}

pub(crate) fn baggage(chance: &mut Chance) -> Headers {
    let count = match chance.below(20) {
        0 => chance.below(80),
        1 => 0,
        _ => 1 + chance.below(5),
    };
    let members: Vec<String> = (0..count)
        .map(|_| {
            let (key, value) = (baggage_key(chance), baggage_value(chance));
            let (before, between, after) = (chance.blanks(), chance.blanks(), chance.blanks());
            let properties = match chance.below(6) {
                0 => chance.of(&[";p=1", "; flag", " ; p = 1;q", ";", ";a b", ";=1"]),
                _ => "",
            };
            format!("{before}{key}{between}={between}{value}{properties}{after}")
        })
        .collect();
    let list = members.join(",");
    vec![named("baggage", chance.mutated(list))]
}

fn baggage_key(chance: &mut Chance) -> String {
    match chance.below(12) {
        0 => chance
            .of(&["a+b", "a%20b", "!#$&'*.^_`|~", "(a)", ""])
            .to_owned(),
        _ => format!("k{}", chance.below(30)),
    }
}

fn baggage_value(chance: &mut Chance) -> String {
    match chance.below(10) {
        0 => "v".repeat(chance.below(5_000)),
        1 => chance
            .of(&["a=b==", "=", "%C3%A9", "%ff", "%", "%4", "a+b", "%2B"])
            .to_owned(),
        2 => chance
            .of(&["{}[]()", "/path?x", "%20", "a%2Cb", "%00"])
            .to_owned(),
        _ => chance
            .of(&["1", "value", "", "a.b-c_d~", "Frank"])
            .to_owned(),
    }
}
