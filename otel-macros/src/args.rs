//! Parses the attribute: one table of keys, every mistake at its own word.

mod forms;
mod inline;
mod keys;
mod mask;
mod outcome;

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Expr, Ident, Lit, LitStr, Path, Token};

use crate::errors::Errors;
use crate::fields::Field;
use crate::suggest::did_you_mean;

pub(crate) use inline::Grammar;
pub(crate) use mask::{Mask, MaskEntry};
pub(crate) use outcome::{ErrorRules, ErrorText, ErrorType, Expected, Late, Moment};

/// A value together with the key that gave it.
#[derive(Clone)]
pub(crate) struct Spanned<T> {
    pub(crate) key: Span,
    pub(crate) value: T,
}

/// Everything the attribute says, as it was written.
#[derive(Clone, Default)]
pub(crate) struct Args {
    /// Every key that was given, and where.
    pub(crate) keys: Vec<(&'static str, Span)>,
    pub(crate) name: Option<Spanned<Name>>,
    pub(crate) kind: Option<Kind>,
    pub(crate) attrs: Vec<Field>,
    pub(crate) args: Option<Recorded>,
    pub(crate) mask: Vec<MaskEntry>,
    pub(crate) ok: Option<Span>,
    pub(crate) err: ErrorRules,
    pub(crate) late: Vec<Late>,
    pub(crate) parent: Option<Spanned<Expr>>,
    pub(crate) root: Option<Span>,
    pub(crate) links: Vec<Expr>,
    pub(crate) when: Option<Expr>,
    pub(crate) scope: Option<LitStr>,
    pub(crate) span: Option<Spanned<Ident>>,
    pub(crate) current: bool,
    pub(crate) ignore_panics: bool,
    pub(crate) spawn: Option<Spawn>,
    pub(crate) skip: Option<Span>,
    pub(crate) runtime: Option<Path>,
}

/// The name of the span.
#[derive(Clone)]
pub(crate) enum Name {
    Literal(LitStr),
    Expression(Expr),
}

/// The kind of the span, spelled as the runtime spells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Internal,
    Server,
    Client,
    Producer,
    Consumer,
}

/// Which arguments are recorded under their own names.
#[derive(Clone)]
pub(crate) enum Recorded {
    All,
    Named(Vec<Ident>),
}

/// What the tasks that the body starts take along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spawn {
    Follow,
    Link,
    Off,
}

impl Args {
    /// Parses what stands between the parentheses of `#[traced(..)]`.
    pub(crate) fn parse(tokens: TokenStream, errors: &mut Errors) -> Self {
        let mut args = Self::default();
        let mut first = true;
        entries(tokens, errors, |input, errors| {
            let is_first = std::mem::take(&mut first);
            if input.peek(Lit) {
                return args.parse_literal(input, is_first);
            }
            if !input.peek(Ident::peek_any) {
                return Err(input.error("expected a key, such as `name` or `attrs(..)`"));
            }
            args.parse_key(input, keys::KEYS, errors)
        });
        if let Some(skip) = args.skip
            && args.keys.iter().any(|(key, _)| *key != "skip")
        {
            errors.at(
                skip,
                "`skip` leaves the function as it is: no other key goes with it",
            );
        }
        args
    }

    /// Parses one key of those that are `known`.
    fn parse_key(
        &mut self,
        input: ParseStream<'_>,
        known: &[keys::Key],
        errors: &mut Errors,
    ) -> syn::Result<()> {
        let word = input.call(Ident::parse_any)?;
        let Some(key) = known.iter().find(|key| word == key.name) else {
            let known = known.iter().map(|key| key.name);
            let hint = did_you_mean(&word.to_string(), known.clone());
            let known: Vec<_> = known.collect();
            return Err(syn::Error::new(
                word.span(),
                format!("unknown key `{word}`{hint}; known are {}", known.join(", ")),
            ));
        };
        if self.keys.iter().any(|(name, _)| *name == key.name) {
            errors.at(word.span(), format!("`{word}` is given twice"));
        }
        self.keys.push((key.name, word.span()));
        let word = forms::KeyWord {
            word,
            form: key.form,
        };
        (key.parse)(self, &word, input, errors)
    }

    fn parse_literal(&mut self, input: ParseStream<'_>, is_first: bool) -> syn::Result<()> {
        let literal: Lit = input.parse()?;
        let Lit::Str(text) = literal else {
            return Err(syn::Error::new_spanned(
                literal,
                "the name of a span is a string",
            ));
        };
        if !is_first {
            return Err(syn::Error::new(
                text.span(),
                "the name comes first; elsewhere write `name = \"..\"`",
            ));
        }
        self.keys.push(("name", text.span()));
        self.name = Some(Spanned {
            key: text.span(),
            value: Name::Literal(text),
        });
        Ok(())
    }
}

/// Parses a list separated by commas and goes on with the next entry after a mistake.
pub(crate) fn entries(
    tokens: TokenStream,
    errors: &mut Errors,
    mut entry: impl FnMut(ParseStream<'_>, &mut Errors) -> syn::Result<()>,
) {
    let parsed = (|input: ParseStream<'_>| {
        while !input.is_empty() {
            if let Err(error) = entry(input, errors) {
                errors.add(error);
                skip_to_comma(input)?;
            } else if !input.is_empty() && !input.peek(Token![,]) {
                errors.at(input.span(), "expected `,`");
                skip_to_comma(input)?;
            }
            input.parse::<Option<Token![,]>>()?;
        }
        Ok(())
    })
    .parse2(tokens);
    if let Err(error) = parsed {
        errors.add(error);
    }
}

fn skip_to_comma(input: ParseStream<'_>) -> syn::Result<()> {
    while !input.is_empty() && !input.peek(Token![,]) {
        input.parse::<TokenTree>()?;
    }
    Ok(())
}
