//! Checks the attribute against the function, and settles what will be emitted.

mod masking;

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::ext::IdentExt;
use syn::{Expr, Ident, LitStr, Path, Type};

use crate::args::{Args, ErrorText, Kind, Mask, Name, Recorded, Spanned, Spawn};
use crate::errors::Errors;
use crate::fields::{Key, Render};
use crate::item::{Hint, Item, Shape};
use crate::suggest::did_you_mean;
use crate::tasks;

/// All that the expansion needs; nothing in it can be wrong any more.
pub(crate) struct Plan {
    pub(crate) item: Item,
    /// The path of the runtime's hidden module.
    pub(crate) runtime: TokenStream,
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
}

/// A mask, and the word that asks for it.
#[derive(Clone)]
pub(crate) struct Masking {
    pub(crate) mask: Mask,
    pub(crate) word: Span,
}

/// What is made of the value that the function returns.
pub(crate) enum Outcome {
    /// Nothing: it cannot fail, or its failures are not wanted.
    Ignored,
    /// Errors are found by type.
    Probed,
    /// Errors are found by type and must have this text; the span is the user's word.
    Text(ErrorText, Span),
}

impl Plan {
    /// Checks everything, also after a first mistake.
    pub(crate) fn new(args: Args, item: Item, errors: &mut Errors) -> Self {
        check_attribute(&args, errors);
        check_recorded_arguments(&args, &item, errors);
        check_outcome_is_seen(&args, &item, errors);
        check_handle(args.span.as_ref(), &item, errors);
        let records = masking::records(&args, &item, errors);
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
            outcome: outcome(args.err, &item),
            handle: args.span.map(|span| span.value),
            runtime,
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
    check_duplicate_keys(args, errors);
    check_recorded_once(args, errors);
}

fn runtime(path: Option<Path>) -> TokenStream {
    match path {
        Some(path) => quote!(#path::__rt),
        None => quote!(::otel_runtime::__rt),
    }
}

fn outcome(err: Option<Spanned<ErrorText>>, item: &Item) -> Outcome {
    let returned = match &item.shape {
        Shape::Guarded => return Outcome::Ignored,
        Shape::Future(future, _) => match &future.output {
            Some(output) => Some(output),
            None => return error_text(err),
        },
        Shape::Stream(stream) => Some(&stream.item),
        _ => item.return_type(),
    };
    match returned {
        None | Some(Type::Never(_)) => Outcome::Ignored,
        Some(Type::Tuple(tuple)) if tuple.elems.is_empty() => Outcome::Ignored,
        Some(_) => error_text(err),
    }
}

fn error_text(err: Option<Spanned<ErrorText>>) -> Outcome {
    match err {
        None => Outcome::Probed,
        Some(Spanned {
            value: ErrorText::Off,
            ..
        }) => Outcome::Ignored,
        Some(Spanned { key, value }) => Outcome::Text(value, key),
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

/// A key is recorded once.
fn check_duplicate_keys(args: &Args, errors: &mut Errors) {
    let mut seen: Vec<&str> = Vec::new();
    for field in &args.attrs {
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

/// What an unwrapped body returns is not seen.
fn check_outcome_is_seen(args: &Args, item: &Item, errors: &mut Errors) {
    if !matches!(item.shape, Shape::Guarded) || item.is_never() {
        return;
    }
    let reason = "a `#[track_caller]` or variadic function keeps its body unwrapped, and what it \
                  returns is not seen";
    if let Some(err) = args.err.as_ref().filter(|err| err.value != ErrorText::Off) {
        errors.at(err.key, format!("{reason}: leave out `err(..)`"));
    }
    if let Some(ok) = args.ok {
        errors.at(ok, format!("{reason}: leave out `ok`"));
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
