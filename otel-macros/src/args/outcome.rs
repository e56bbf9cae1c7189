//! What is made of the value that the function returns: `err(..)`, `on_ok(..)` and their like.

use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Expr, Ident, Pat, Token};

use super::forms::KeyWord;
use super::{Args, Spanned, entries};
use crate::errors::Errors;
use crate::expression::check_control_flow;
use crate::fields::{Field, Render, parse_fields, parse_sigil};
use crate::suggest::did_you_mean;

/// Attributes that are made of what the function returned.
#[derive(Clone)]
pub(crate) struct Late {
    /// `on_ok`, `on_err` or `on_return`, as the user wrote it.
    pub(crate) word: Ident,
    pub(crate) moment: Moment,
    pub(crate) fields: Vec<Field>,
}

/// When late attributes are recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Moment {
    Ok,
    Err,
    Return,
}

/// What `err(..)` says.
#[derive(Clone, Default)]
pub(crate) struct ErrorRules {
    pub(crate) text: Option<Spanned<ErrorText>>,
    pub(crate) expected: Option<Expected>,
    pub(crate) error_type: Option<ErrorType>,
    pub(crate) none: Option<Span>,
}

/// How the message of an error is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ErrorText {
    Off,
    Display,
    Debug,
}

/// `expected = PATTERN if guard`
#[derive(Clone)]
pub(crate) struct Expected {
    pub(crate) word: Ident,
    pub(crate) pattern: Pat,
    pub(crate) guard: Option<Expr>,
}

/// `type = expression`
#[derive(Clone)]
pub(crate) struct ErrorType {
    pub(crate) word: Ident,
    pub(crate) render: Render,
    pub(crate) value: Expr,
}

impl ErrorRules {
    /// Whether there is no `err(..)`.
    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_none() && self.asked().is_none()
    }

    /// A word of `err(..)` other than `off`: what is asked of an error.
    pub(crate) fn asked(&self) -> Option<Span> {
        let text = self
            .text
            .as_ref()
            .filter(|text| text.value != ErrorText::Off);
        text.map(|text| text.key)
            .or(self.expected.as_ref().map(|expected| expected.word.span()))
            .or(self.error_type.as_ref().map(|rule| rule.word.span()))
            .or(self.none)
    }
}

pub(super) fn on_ok(
    args: &mut Args,
    key: &KeyWord,
    input: ParseStream<'_>,
    errors: &mut Errors,
) -> syn::Result<()> {
    late(Moment::Ok, args, key, input, errors)
}

pub(super) fn on_err(
    args: &mut Args,
    key: &KeyWord,
    input: ParseStream<'_>,
    errors: &mut Errors,
) -> syn::Result<()> {
    late(Moment::Err, args, key, input, errors)
}

pub(super) fn on_return(
    args: &mut Args,
    key: &KeyWord,
    input: ParseStream<'_>,
    errors: &mut Errors,
) -> syn::Result<()> {
    late(Moment::Return, args, key, input, errors)
}

fn late(
    moment: Moment,
    args: &mut Args,
    key: &KeyWord,
    input: ParseStream<'_>,
    errors: &mut Errors,
) -> syn::Result<()> {
    let fields = parse_fields(key.list(input)?, errors);
    args.late.push(Late {
        word: key.word.clone(),
        moment,
        fields,
    });
    Ok(())
}

pub(super) fn err(
    args: &mut Args,
    key: &KeyWord,
    input: ParseStream<'_>,
    errors: &mut Errors,
) -> syn::Result<()> {
    let rules = &mut args.err;
    let mut seen: Vec<String> = Vec::new();
    entries(key.list(input)?, errors, |input, errors| {
        if !input.peek(Ident::peek_any) {
            return Err(input.error(format!("`err` takes {}", quoted_words())));
        }
        let word = input.call(Ident::parse_any)?;
        let text = word.to_string();
        if seen.contains(&text) {
            errors.at(word.span(), format!("`{word}` is given twice"));
        }
        seen.push(text);
        rule(rules, word, input, errors)
    });
    check_combination(rules, errors);
    Ok(())
}

const WORDS: [(&str, &str); 6] = [
    ("off", "off"),
    ("display", "display"),
    ("debug", "debug"),
    ("expected", "expected = PATTERN"),
    ("type", "type = expression"),
    ("none", "none"),
];

fn quoted_words() -> String {
    WORDS.map(|(_, form)| format!("`{form}`")).join(", ")
}

fn rule(
    rules: &mut ErrorRules,
    word: Ident,
    input: ParseStream<'_>,
    errors: &mut Errors,
) -> syn::Result<()> {
    let text = word.to_string();
    let form = WORDS.iter().find(|(name, _)| *name == text);
    let Some((_, form)) = form else {
        let hint = did_you_mean(&text.to_lowercase(), WORDS.map(|(name, _)| name));
        let message = format!("`err` takes {}, not `{word}`{hint}", quoted_words());
        return Err(syn::Error::new(word.span(), message));
    };
    let key = KeyWord { word, form };
    match text.as_str() {
        "expected" => {
            key.equals(input)?;
            let pattern = Pat::parse_multi_with_leading_vert(input)?;
            let guard = match input.parse::<Option<Token![if]>>()? {
                Some(_) => Some(input.parse::<Expr>()?),
                None => None,
            };
            if let Some(guard) = &guard {
                check_control_flow(guard, errors);
            }
            rules.expected = Some(Expected {
                word: key.word,
                pattern,
                guard,
            });
            Ok(())
        }
        "type" => {
            key.equals(input)?;
            let render = parse_sigil(input)?.unwrap_or(Render::Display);
            let value = input.parse()?;
            check_control_flow(&value, errors);
            rules.error_type = Some(ErrorType {
                word: key.word,
                render,
                value,
            });
            Ok(())
        }
        "none" => {
            rules.none = Some(key.word.span());
            key.flag(input)
        }
        text => {
            let value = match text {
                "off" => ErrorText::Off,
                "display" => ErrorText::Display,
                _ => ErrorText::Debug,
            };
            if rules
                .text
                .as_ref()
                .is_some_and(|other| other.value != value)
            {
                let message = "`err` takes one of `off`, `display` and `debug`";
                errors.at(key.word.span(), message);
            }
            rules.text = Some(Spanned {
                key: key.word.span(),
                value,
            });
            key.flag(input)
        }
    }
}

/// With `off`, there is nothing left to say about errors.
fn check_combination(rules: &ErrorRules, errors: &mut Errors) {
    let off = rules
        .text
        .as_ref()
        .filter(|text| text.value == ErrorText::Off);
    if let (Some(off), Some(_)) = (off, rules.asked()) {
        errors.at(
            off.key,
            "`off` leaves errors alone: keep it or the other words of `err(..)`",
        );
    }
}
