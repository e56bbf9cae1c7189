use super::{
    node::{Node, Value},
    report::Report,
    yaml::parse,
};

/// A node as one line, flow style.
fn shown(node: &Node) -> String {
    match &node.value {
        Value::Scalar(scalar) if scalar.is_text => format!("{:?}", scalar.text),
        Value::Scalar(scalar) => scalar.text.clone(),
        Value::List(items) => {
            let items: Vec<_> = items.iter().map(shown).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Mapping(entries) => {
            let entry =
                |entry: &super::node::Entry| format!("{}: {}", entry.key, shown(&entry.value));
            let entries: Vec<_> = entries.iter().map(entry).collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

fn read(text: &str) -> (Option<String>, Vec<String>) {
    let mut report = Report::default();
    let variables = |name: &str| (name == "A").then(|| "x\ny: z".to_owned());
    let root = parse(text, &variables, &mut report);
    let mistakes = report.mistakes.iter().map(ToString::to_string).collect();
    (root.as_ref().map(shown), mistakes)
}

#[test]
fn a_text_becomes_nodes() {
    for (text, expected) in [
        ("a: 1\nb: [x, 'y', \"z\"]\n", "{a: 1, b: [x, \"y\", \"z\"]}"),
        ("a: |\n  line\n", "{a: \"line\\n\"}"),
        ("a: !!str 12\nb: !!int 12", "{a: \"12\", b: 12}"),
        ("# comment\n---\na:\n...\n", "{a: }"),
        ("a: ${A}\n${A}: b", "{a: x\ny: z, ${A}: b}"),
        (
            "a: &x [1, 2]\nb: *x\nc: [*x]",
            "{a: [1, 2], b: [1, 2], c: [[1, 2]]}",
        ),
        (
            "a: &x {m: 1, n: 2}\nb: {<<: *x, n: 3}",
            "{a: {m: 1, n: 2}, b: {n: 3, m: 1}}",
        ),
        (
            "a: &x {m: 1}\nb: &y {m: 2, n: 2}\nc: {<<: [*x, *y]}",
            "{a: {m: 1}, b: {m: 2, n: 2}, c: {m: 1, n: 2}}",
        ),
    ] {
        assert_eq!(read(text), (Some(expected.to_owned()), vec![]), "{text}");
    }
}

#[test]
fn what_is_no_configuration_is_refused_with_its_place() {
    for (text, place, part) in [
        ("", "1:1: ", "empty"),
        ("# only this", "1:1: ", "empty"),
        ("a: b: c", "1:", "not YAML"),
        ("a: [1, 2", "2:1: ", "not YAML"),
        ("a:\n\tb: 1", "2:", "not YAML"),
        ("a: *nobody", "1:", "not YAML"),
        (
            "a: &x [*x]",
            "1:8: ",
            "an alias inside of what it stands for",
        ),
        ("a: 1\n---\nb: 1", "2:1: ", "a second document"),
        ("[1]: 2", "1:1: ", "a key has to be a word"),
        ("? {a: 1}\n: 2", "1:3: ", "a key has to be a word"),
        ("a: {<<: 1}", "1:5: ", "<< takes a mapping"),
        ("a: 1\nb: 2\na: 3", "3:1: ", "already in line 1"),
        ("a: ${", "", ""),
    ] {
        let (_, mistakes) = read(text);
        if place.is_empty() {
            assert_eq!(mistakes, [""; 0], "{text}");
            continue;
        }
        assert_eq!(mistakes.len(), 1, "{text}: {mistakes:?}");
        assert!(
            mistakes[0].starts_with(place) && mistakes[0].contains(part),
            "{mistakes:?}"
        );
    }
}

#[test]
fn a_small_file_cannot_become_a_large_one() {
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..10 {
        let below = level - 1;
        let aliases = vec![format!("*a{below}"); 10].join(", ");
        bomb.push_str(&format!("a{level}: &a{level} [{aliases}]\n"));
    }
    let (root, mistakes) = read(&bomb);
    assert_eq!(root, None);
    assert!(
        mistakes[0].contains("more than 10000 values"),
        "{mistakes:?}"
    );

    let deep = format!("a: {}{}", "[".repeat(100_000), "]".repeat(100_000));
    let (root, mistakes) = read(&deep);
    assert_eq!(root, None);
    assert_eq!(mistakes.len(), 1, "{mistakes:?}");
}
