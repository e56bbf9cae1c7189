//! Checks the attribute against the function, and settles what will be emitted.

mod masking;
mod outcome;

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::ext::IdentExt;
use syn::{Expr, Ident, LitStr, Path};

use crate::args::{Args, Kind, Mask, Name, Recorded, Spanned, Spawn};
use crate::errors::Errors;
use crate::fields::{Field, Key, Render};
use crate::item::{Hint, Item, Shape};
use crate::suggest::did_you_mean;
use crate::tasks;

pub(crate) use outcome::{Failure, LateRecords, Outcome};

/// All that the expansion needs; nothing in it can be wrong any more.
pub(crate) struct Plan {
    pub(crate) item: Item,
    /// The path of the runtime's hidden module.
    pub(crate) runtime: TokenStream,
    /// Whether the current span is told, instead of starting one.
    pub(crate) current: bool,
    pub(crate) site: Site,
    pub(crate) setup: Setup,
    pub(crate) records: Vec<Record>,
    pub(crate) outcome: Outcome,
    /// The name of the span's handle inside the body.
    pub(crate) handle: Option<Ident>,
}

/// What is the same for every call.
pub(crate) struct Site {
    pub(crate) name: LitStr,
    pub(crate) kind: Kind,
    pub(crate) scope: Option<LitStr>,
    pub(crate) ok: bool,
    pub(crate) ignore_panics: bool,
    pub(crate) root: bool,
    pub(crate) names_parent: bool,
}

/// What is evaluated before the span starts.
#[derive(Default)]
pub(crate) struct Setup {
    pub(crate) when: Option<Expr>,
    pub(crate) name: Option<Expr>,
    pub(crate) parent: Option<Expr>,
    pub(crate) links: Vec<Expr>,
}

impl Setup {
    pub(crate) fn is_empty(&self) -> bool {
        self.when.is_none() && self.name.is_none() && self.parent.is_none() && self.links.is_empty()
    }
}

/// One thing that is recorded when the span records.
pub(crate) enum Record {
    Value(Key, Render, Expr),
    MaskedValue(Key, Render, Expr, Masking),
    Argument(Ident),
    MaskedArgument(Ident, Masking),
    /// A masked argument that nobody records: it is masked in the texts of errors.
    Hidden(Ident, Masking),
    /// The same for one that a recorded value is made from, which may be all that can be rendered.
    HiddenPart(Ident, Masking),
    /// A note that one of the keys may be recorded again in the same call, and the later counts.
    Repeats,
}

/// A mask, and the word that asks for it.
#[derive(Clone)]
pub(crate) struct Masking {
    pub(crate) mask: Mask,
    pub(crate) word: Span,
}

impl Plan {
    /// The path of what a function calls that starts a span, or that tells the current one.
    pub(crate) fn entry(&self) -> TokenStream {
        let runtime = &self.runtime;
        if self.current {
            quote!(#runtime::current)
        } else {
            runtime.clone()
        }
    }

    /// Checks the attribute of a function, also after a first mistake.
    pub(crate) fn of_function(args: Args, item: Item, errors: &mut Errors) -> Self {
        check_short_attributes(&args, &item, errors);
        Self::new(args, item, errors)
    }

    /// Checks what a function's attribute and a macro in a body have in common.
    pub(crate) fn new(mut args: Args, item: Item, errors: &mut Errors) -> Self {
        check_attribute(&args, errors);
        check_recorded_arguments(&args, &item, errors);
        check_handle(args.span.as_ref(), &item, errors);
        let records = masking::records(&args, &item, errors);
        let outcome = Outcome::new(&mut args, &item, errors);
        let (literal, expression) = match args.name {
            Some(Spanned {
                value: Name::Literal(text),
                ..
            }) => (Some(text), None),
            Some(Spanned {
                value: Name::Expression(expression),
                ..
            }) => (None, Some(expression)),
            None => (None, None),
        };
        let own_name = &item.signature.ident;
        let site = Site {
            name: literal
                .unwrap_or_else(|| LitStr::new(&own_name.unraw().to_string(), own_name.span())),
            kind: args.kind.unwrap_or(Kind::Internal),
            scope: args.scope,
            ok: args.ok.is_some(),
            ignore_panics: args.ignore_panics,
            root: args.root.is_some(),
            names_parent: args.parent.is_some(),
        };
        let setup = Setup {
            when: args.when,
            name: expression,
            parent: args.parent.map(|parent| parent.value),
            links: args.links,
        };
        let runtime = runtime(args.runtime);
        let item = tasks::carried(item, args.spawn.unwrap_or(Spawn::Follow), &runtime);
        Self {
            outcome,
            handle: args.span.map(|span| span.value),
            runtime,
            current: args.current,
            site,
            setup,
            records,
            item,
        }
    }
}

/// What can be wrong with an attribute whatever it stands on.
pub(crate) fn check_attribute(args: &Args, errors: &mut Errors) {
    check_name(args.name.as_ref(), errors);
    check_parent(args, errors);
    check_current(args, errors);
    check_duplicate_keys(&args.attrs, errors);
    check_recorded_once(args, errors);
}

fn runtime(path: Option<Path>) -> TokenStream {
    match path {
        Some(path) => quote!(#path::__rt),
        None => quote!(::otel_runtime::__rt),
    }
}

/// A span has a name.
fn check_name(name: Option<&Spanned<Name>>, errors: &mut Errors) {
    if let Some(Spanned {
        value: Name::Literal(text),
        ..
    }) = name
        && text.value().is_empty()
    {
        errors.at(text.span(), "the name of a span cannot be empty");
    }
}

/// A span has one parent, or is a root.
fn check_parent(args: &Args, errors: &mut Errors) {
    if let (Some(root), Some(parent)) = (args.root, &args.parent) {
        let message = "`root` starts a new trace and `parent` continues one: keep one of them";
        errors.at(root, message);
        errors.at(parent.key, message);
    }
}

/// The keys that say how a span starts, or what it is.
const OF_A_SPAN: [&str; 9] = [
    "name", "kind", "parent", "root", "links", "when", "scope", "span", "panic",
];

/// Whether the attribute says something that only a span of its own can have.
pub(crate) fn starts_a_span(args: &Args) -> bool {
    args.keys.iter().any(|(name, _)| OF_A_SPAN.contains(name))
}

/// With `current`, there is no span to start, and so nothing to say about how it starts.
fn check_current(args: &Args, errors: &mut Errors) {
    for (name, word) in &args.keys {
        if args.current && OF_A_SPAN.contains(name) {
            let message =
                format!("`current` starts no span: leave out one of `{name}` and `current`");
            errors.at(*word, message);
        }
    }
}

/// A key is recorded once.
fn check_duplicate_keys(fields: &[Field], errors: &mut Errors) {
    let mut seen: Vec<&str> = Vec::new();
    for field in fields {
        let Key::Literal { text, span } = &field.key else {
            continue;
        };
        if seen.contains(&text.as_str()) {
            errors.at(*span, format!("the attribute `{text}` is recorded twice"));
        }
        seen.push(text);
    }
}

/// No argument is recorded twice, or beside an attribute of its name.
fn check_recorded_once(args: &Args, errors: &mut Errors) {
    let Some(Recorded::Named(recorded)) = &args.args else {
        return;
    };
    let mut seen: Vec<String> = Vec::new();
    for name in recorded {
        let text = name.to_string();
        let field = args
            .attrs
            .iter()
            .any(|field| field.key.text() == Some(&*text));
        if field || seen.contains(&text) {
            errors.at(
                name.span(),
                format!("the attribute `{text}` is recorded twice"),
            );
        }
        seen.push(text);
    }
}

/// `args(..)` names arguments.
fn check_recorded_arguments(args: &Args, item: &Item, errors: &mut Errors) {
    let Some(Recorded::Named(recorded)) = &args.args else {
        return;
    };
    let known = item.argument_names();
    for name in recorded {
        let text = name.to_string();
        if text == "self" {
            errors.at(
                name.span(),
                "`self` is not recorded whole: write `attrs(key = self.field)`",
            );
        } else if !known.contains(&text) {
            let hint = did_you_mean(&text, known.iter().map(String::as_str));
            errors.at(name.span(), format!("`{text}` is not an argument{hint}"));
        }
    }
}

/// An attribute that is a name alone begins with an argument.
fn check_short_attributes(args: &Args, item: &Item, errors: &mut Errors) {
    let known = item.argument_names();
    for field in &args.attrs {
        if let Some(name) = field.argument().filter(|name| !known.contains(name)) {
            let hint = did_you_mean(&name, known.iter().map(String::as_str));
            let message = format!("`{name}` is not an argument{hint}");
            errors.add(syn::Error::new_spanned(&field.value, message));
        }
    }
}

/// A handle needs a span that runs while the body does.
fn check_handle(handle: Option<&Spanned<Ident>>, item: &Item, errors: &mut Errors) {
    let Some(handle) = handle else {
        return;
    };
    let message = match item.shape {
        Shape::Future(_, None) => {
            "this function only makes the future, and the span starts when that is polled: make \
             it an `async fn`, or end it with an `async move` block, to use `span`"
        }
        Shape::Stream(_) | Shape::ByType(Hint::Polled) => {
            "this function only makes what will be polled, and the span starts then: use \
             `ActiveSpan::current()` in there instead of `span`"
        }
        _ => return,
    };
    errors.at(handle.key, message);
}
