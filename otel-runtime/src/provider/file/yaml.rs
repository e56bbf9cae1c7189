//! From a YAML text to its nodes.

use std::collections::HashMap;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError, Span, Tag};

use super::{
    node::{Entry, Mark, Node, Scalar, Value},
    report::Report,
    substitute::substitute,
};

/// The most nodes of a file, aliases counted as what they stand for.
const MOST_NODES: usize = 10_000;
/// The deepest nesting. The deepest that the format has is about fifteen.
const DEEPEST: usize = 64;

/// Parses the one document of a text and puts variables into its values. Mistakes are reported;
/// `None` where YAML itself is broken.
pub(super) fn parse(
    text: &str,
    variables: &dyn Fn(&str) -> Option<String>,
    report: &mut Report,
) -> Option<Node> {
    let mut tree = Tree {
        variables,
        report,
        open: Vec::new(),
        anchors: HashMap::new(),
        root: None,
        nodes: 0,
    };
    for event in Parser::new_from_str(text) {
        match event {
            Ok((event, span)) => tree.take(event, span)?,
            Err(error) => {
                tree.broken(&error);
                return None;
            }
        }
    }
    if tree.root.is_none() {
        report.mistake(Mark { line: 1, column: 1 }, "", "the file is empty");
        return None;
    }
    tree.root
}

/// The tree as it grows.
struct Tree<'a> {
    variables: &'a dyn Fn(&str) -> Option<String>,
    report: &'a mut Report,
    open: Vec<Open>,
    anchors: HashMap<usize, (Node, usize)>,
    root: Option<Node>,
    nodes: usize,
}

/// A list or mapping whose end has not come.
struct Open {
    mark: Mark,
    anchor: usize,
    /// How many nodes there were before it.
    nodes_before: usize,
    kind: Kind,
}

enum Kind {
    List(Vec<Node>),
    Mapping {
        entries: Vec<Entry>,
        /// The key whose value comes next.
        key: Option<(String, Mark)>,
        /// What `<<` brings, weaker than the keys that stand there.
        merged: Vec<Entry>,
    },
}

impl Tree<'_> {
    fn take(&mut self, event: Event<'_>, span: Span) -> Option<()> {
        let mark = mark(&span.start);
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let is_key = self.awaits_key();
                let scalar = self.scalar(&text, style, tag.as_deref(), mark, is_key);
                let value = Value::Scalar(scalar);
                self.close(Node { mark, value }, anchor, self.nodes)
            }
            Event::SequenceStart(anchor, _) => self.open(mark, anchor, Kind::List(Vec::new())),
            Event::MappingStart(anchor, _) => {
                let kind = Kind::Mapping {
                    entries: Vec::new(),
                    key: None,
                    merged: Vec::new(),
                };
                self.open(mark, anchor, kind)
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let open = self.open.pop()?;
                let value = match open.kind {
                    Kind::List(items) => Value::List(items),
                    Kind::Mapping {
                        mut entries,
                        merged,
                        ..
                    } => {
                        for entry in merged {
                            if entries.iter().all(|own| own.key != entry.key) {
                                entries.push(entry);
                            }
                        }
                        Value::Mapping(entries)
                    }
                };
                let node = Node {
                    mark: open.mark,
                    value,
                };
                self.close(node, open.anchor, open.nodes_before)
            }
            Event::Alias(anchor) => {
                let Some((node, size)) = self.anchors.get(&anchor).cloned() else {
                    self.report
                        .mistake(mark, "", "an alias inside of what it stands for");
                    return None;
                };
                // Aliases of aliases would fill the memory from a few lines.
                self.count(size, mark)?;
                self.place(node)
            }
            Event::DocumentStart(_) if self.root.is_some() => {
                self.report
                    .mistake(mark, "", "a second document; a configuration is one");
                None
            }
            _ => Some(()),
        }
    }

    fn scalar(
        &mut self,
        written: &str,
        style: ScalarStyle,
        tag: Option<&Tag>,
        mark: Mark,
        is_key: bool,
    ) -> Scalar {
        let text = if is_key {
            written.to_owned()
        } else {
            substitute(written, self.variables).unwrap_or_else(|reference| {
                let allowed = "allowed: ${NAME}, ${env:NAME}, ${NAME:-default}, and $$ for a $";
                let text = format!("{reference:?} is no reference to a variable; {allowed}");
                self.report.mistake(mark, "", text);
                String::new()
            })
        };
        let by_tag = tag.is_some_and(|tag| tag.is_yaml_core_schema() && tag.suffix == "str");
        Scalar {
            written: written.to_owned(),
            text,
            is_text: style != ScalarStyle::Plain || by_tag,
        }
    }

    fn awaits_key(&self) -> bool {
        let kind = self.open.last().map(|open| &open.kind);
        matches!(kind, Some(Kind::Mapping { key: None, .. }))
    }

    fn open(&mut self, mark: Mark, anchor: usize, kind: Kind) -> Option<()> {
        if self.awaits_key() {
            self.report.mistake(mark, "", "a key has to be a word");
            return None;
        }
        if self.open.len() == DEEPEST {
            let text = format!("more than {DEEPEST} levels");
            self.report.mistake(mark, "", text);
            return None;
        }
        self.open.push(Open {
            mark,
            anchor,
            nodes_before: self.nodes,
            kind,
        });
        Some(())
    }

    /// A node is whole: it may have a name, and goes where it belongs.
    fn close(&mut self, node: Node, anchor: usize, nodes_before: usize) -> Option<()> {
        self.count(1, node.mark)?;
        if anchor > 0 {
            let size = self.nodes - nodes_before;
            self.anchors.insert(anchor, (node.clone(), size));
        }
        self.place(node)
    }

    fn count(&mut self, nodes: usize, mark: Mark) -> Option<()> {
        self.nodes = self.nodes.saturating_add(nodes);
        if self.nodes > MOST_NODES {
            let text = format!("more than {MOST_NODES} values");
            self.report.mistake(mark, "", text);
            return None;
        }
        Some(())
    }

    fn place(&mut self, node: Node) -> Option<()> {
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return Some(());
        };
        match &mut open.kind {
            Kind::List(items) => items.push(node),
            Kind::Mapping {
                entries,
                key,
                merged,
            } => match (key.take(), node) {
                (None, node) => {
                    let Value::Scalar(scalar) = node.value else {
                        self.report.mistake(node.mark, "", "a key has to be a word");
                        return None;
                    };
                    *key = Some((scalar.written, node.mark));
                }
                (Some((key, mark)), node) if key == "<<" => merge(node, mark, merged, self.report),
                (Some((key, mark)), value) => match entries.iter().find(|entry| entry.key == key) {
                    Some(first) => {
                        let line = first.mark.line;
                        let text = format!("the key {key:?} is already in line {line}");
                        self.report.mistake(mark, "", text);
                    }
                    None => entries.push(Entry { key, mark, value }),
                },
            },
        }
        Some(())
    }

    fn broken(&mut self, error: &ScanError) {
        let text = format!("not YAML: {}", error.info());
        self.report.mistake(mark(error.marker()), "", text);
    }
}

/// Takes over the entries of a mapping, or of a list of them, that `<<` names.
fn merge(node: Node, mark: Mark, merged: &mut Vec<Entry>, report: &mut Report) {
    match node.value {
        Value::Mapping(entries) => merged.extend(entries),
        Value::List(items) => {
            for item in items {
                merge(item, mark, merged, report);
            }
        }
        Value::Scalar(_) => report.mistake(mark, "", "<< takes a mapping"),
    }
}

fn mark(marker: &Marker) -> Mark {
    Mark {
        line: u32::try_from(marker.line()).unwrap_or(u32::MAX),
        column: u32::try_from(marker.col() + 1).unwrap_or(u32::MAX),
    }
}
