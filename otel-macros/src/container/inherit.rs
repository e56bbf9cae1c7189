//! What a function takes over from the attribute of the block that it is in.

use quote::ToTokens;
use syn::{Expr, Type};

use super::scope::Scope;
use crate::args::{Args, Recorded};
use crate::expression::{beginning, mentions};
use crate::fields::Key;
use crate::item::{Item, Shape};
use crate::plan::starts_a_span;

/// Adds to `own` what the block says and the function does not: key by key, and the entries of
/// `attrs(..)` and `mask(..)` one by one.
pub(super) fn inherit(own: &mut Args, scope: &Scope, item: &Item) {
    // Every field by its name, so that a new key cannot be forgotten here.
    let Args {
        keys,
        name: _,
        kind,
        attrs,
        args,
        mask,
        ok,
        err,
        late,
        parent,
        root,
        links,
        when,
        scope: instrumentation_scope,
        span: _,
        current,
        ignore_panics,
        spawn,
        skip: _,
        runtime,
    } = scope.args.clone();
    let holds = |expression: &Expr| holds(expression, scope, item);

    own.runtime = own.runtime.take().or(runtime);
    own.spawn = own.spawn.or(spawn);
    own.current |= current && !starts_a_span(own);
    // What tells the current span starts none.
    if !own.current {
        own.keys.extend(keys);
        own.kind = own.kind.or(kind);
        own.scope = own.scope.take().or(instrumentation_scope);
        own.ignore_panics |= ignore_panics;
        own.when = own.when.take().or(when.filter(holds));
        // They exclude each other, so either of them replaces both.
        if own.root.is_none() && own.parent.is_none() {
            own.root = root;
            own.parent = parent.filter(|parent| holds(&parent.value));
        }
        if own.links.is_empty() {
            own.links = links.into_iter().filter(holds).collect();
        }
    }
    // Nobody sees what an unwrapped body returns, and no word of its own asks for it.
    let unseen = matches!(item.shape, Shape::Guarded);
    own.ok = own.ok.or(ok.filter(|_| !unseen));
    if own.err.is_empty() && (err.asked().is_none() || (!unseen && !returns_nothing(item))) {
        own.err = err;
    }
    for mut late in late {
        late.fields.retain(|field| holds(&field.value));
        let said = own.late.iter().any(|other| other.moment == late.moment);
        if !said && !unseen && !returns_nothing(item) {
            own.late.push(late);
        }
    }

    for field in attrs {
        if !records(own, &field.key) && holds(&field.value) {
            own.attrs.push(field);
        }
    }
    if own.args.is_none() {
        own.args = args.map(|recorded| match recorded {
            Recorded::All => Recorded::All,
            Recorded::Named(mut names) => {
                let known = item.argument_names();
                names.retain(|name| {
                    let text = name.to_string();
                    let is_field = own
                        .attrs
                        .iter()
                        .any(|field| field.key.text() == Some(&*text));
                    known.contains(&text) && !is_field
                });
                Recorded::Named(names)
            }
        });
    }
    for entry in mask {
        if own.mask.iter().all(|other| other.name != entry.name) {
            own.mask.push(entry);
        }
    }
}

/// Whether there is nothing to look at when the function has returned.
fn returns_nothing(item: &Item) -> bool {
    match item.return_type() {
        None => true,
        Some(Type::Tuple(tuple)) => tuple.elems.is_empty(),
        Some(returned) => matches!(returned, Type::Never(_)),
    }
}

/// Drops the inherited masks, those after the first `own` ones, of names that are not here.
pub(super) fn leave_out_unknown_masks(args: &mut Args, own: usize, item: &Item) {
    let mut known = item.argument_names();
    known.extend(recorded_keys(args));
    let mut position = 0;
    args.mask.retain(|entry| {
        position += 1;
        position <= own || known.contains(&entry.name)
    });
}

/// The keys of `attrs(..)`, `on_ok(..)` and their like that are known at compile time.
pub(super) fn recorded_keys(args: &Args) -> impl Iterator<Item = String> {
    let late = args.late.iter().flat_map(|late| &late.fields);
    args.attrs
        .iter()
        .chain(late)
        .filter_map(|field| field.key.text())
        .map(String::from)
}

/// Whether a function's own attribute says something under this key.
fn records(own: &Args, key: &Key) -> bool {
    let named = |text: &str| match &own.args {
        Some(Recorded::Named(names)) => names.iter().any(|name| name == text),
        _ => false,
    };
    own.attrs.iter().any(|field| match (&field.key, key) {
        (Key::Constant(one), Key::Constant(other)) => one.to_string() == other.to_string(),
        (one, other) => one.text().is_some() && one.text() == other.text(),
    }) || key.text().is_some_and(named)
}

/// Whether an expression of the block makes sense in this function: what begins with an argument,
/// or mentions `self`, is for the functions that have it.
fn holds(expression: &Expr, scope: &Scope, item: &Item) -> bool {
    if mentions(&expression.to_token_stream(), "self") {
        return item.receiver.is_some();
    }
    match beginning(expression) {
        Some(name) if scope.arguments.contains(&name) => item.argument_names().contains(&name),
        _ => true,
    }
}
