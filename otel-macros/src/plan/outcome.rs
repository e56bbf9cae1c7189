//! What will be made of the value that the function returns.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::Type;

use super::{Record, masking};
use crate::args::{Args, ErrorRules, ErrorText, ErrorType, Expected, Moment, Spanned};
use crate::errors::Errors;
use crate::fields::Field;
use crate::item::{Item, Shape};

/// Everything that is taken down when the function has returned.
pub(crate) struct Outcome {
    pub(crate) failure: Failure,
    pub(crate) expected: Option<Expected>,
    pub(crate) error_type: Option<ErrorType>,
    /// The word that makes a `None` an error.
    pub(crate) none: Option<Span>,
    pub(crate) late: Vec<LateRecords>,
}

/// How errors are found, and what is taken down of them.
pub(crate) enum Failure {
    /// Nothing: it cannot fail, or its failures are not wanted.
    Ignored,
    /// Errors are left to the callers, in whose texts what is masked here stays masked.
    Left,
    /// Errors are found by type.
    Probed,
    /// Errors are found by type and must have this text; the span is the user's word.
    Text(ErrorText, Span),
}

/// Attributes that are made of what was returned.
pub(crate) struct LateRecords {
    pub(crate) word: syn::Ident,
    pub(crate) moment: Moment,
    pub(crate) records: Vec<Record>,
}

impl Outcome {
    pub(crate) fn new(args: &mut Args, item: &Item, errors: &mut Errors) -> Self {
        check_is_seen(args, item, errors);
        check_is_single(args, item, errors);
        check_late_keys(args, errors);
        let late = args
            .late
            .iter()
            .filter(|late| !late.fields.is_empty())
            .map(|late| LateRecords {
                word: late.word.clone(),
                moment: late.moment,
                records: records(args, &late.fields, item),
            })
            .collect();
        let rules = std::mem::take(&mut args.err);
        let failure = match failure(rules.text, item) {
            Failure::Left if args.mask.is_empty() => Failure::Ignored,
            failure => failure,
        };
        Self {
            failure,
            expected: rules.expected,
            error_type: rules.error_type,
            none: rules.none,
            late,
        }
    }
}

impl Outcome {
    /// The word that asks which error it was, and so for an error to look at.
    pub(crate) fn classifies(&self) -> Option<Span> {
        let expected = self.expected.as_ref().map(|expected| expected.word.span());
        expected.or_else(|| self.error_type.as_ref().map(|rule| rule.word.span()))
    }

    /// All that the user has written to be evaluated, to see what it mentions.
    pub(crate) fn expressions(&self) -> TokenStream {
        let mut tokens = TokenStream::new();
        if let Some(expected) = &self.expected {
            expected.pattern.to_tokens(&mut tokens);
            expected.guard.to_tokens(&mut tokens);
        }
        if let Some(rule) = &self.error_type {
            rule.value.to_tokens(&mut tokens);
        }
        for record in self.late.iter().flat_map(|late| &late.records) {
            if let Record::Value(_, _, value) | Record::MaskedValue(_, _, value, _) = record {
                value.to_tokens(&mut tokens);
            }
        }
        tokens
    }
}

/// The attribute that the runtime writes too, when the function returns an error.
pub(super) const ERROR_TYPE: &str = "error.type";

fn records(args: &Args, fields: &[Field], item: &Item) -> Vec<Record> {
    let mut records = masking::field_records(args, fields, item);
    // What may be a stream gives many values.
    let many = matches!(item.shape, Shape::ByType(_));
    if many || fields.iter().any(|field| is_there(args, item, field)) {
        records.insert(0, Record::Repeats);
    }
    records
}

/// Whether the key of `field` may be recorded already when the function returns.
fn is_there(args: &Args, item: &Item, field: &Field) -> bool {
    field.key.text().is_some_and(|key| {
        key == ERROR_TYPE
            || args.attrs.iter().any(|other| other.key.text() == Some(key))
            || (args.args.is_some() && item.argument_names().iter().any(|name| name == key))
    })
}

fn failure(text: Option<Spanned<ErrorText>>, item: &Item) -> Failure {
    let returned = match &item.shape {
        Shape::Guarded => return Failure::Ignored,
        Shape::Future(future, _) => match &future.output {
            Some(output) => Some(output),
            None => return error_text(text),
        },
        Shape::Stream(stream) => Some(&stream.item),
        _ => item.return_type(),
    };
    match returned {
        None | Some(Type::Never(_)) => Failure::Ignored,
        Some(Type::Tuple(tuple)) if tuple.elems.is_empty() => Failure::Ignored,
        Some(_) => error_text(text),
    }
}

fn error_text(text: Option<Spanned<ErrorText>>) -> Failure {
    match text {
        None => Failure::Probed,
        Some(Spanned {
            value: ErrorText::Off,
            ..
        }) => Failure::Left,
        Some(Spanned { key, value }) => Failure::Text(value, key),
    }
}

/// What an unwrapped body returns is not seen.
fn check_is_seen(args: &Args, item: &Item, errors: &mut Errors) {
    if !matches!(item.shape, Shape::Guarded) || item.is_never() {
        check_returns(&args.late, &args.err, item, errors);
        return;
    }
    let reason = "a function that is `#[track_caller]`, variadic or returns a closure keeps its body \
                  unwrapped, and what it returns is not seen";
    if let Some(word) = args.err.asked() {
        errors.at(word, format!("{reason}: leave out `err(..)`"));
    }
    if let Some(ok) = args.ok {
        errors.at(ok, format!("{reason}: leave out `ok`"));
    }
    for late in &args.late {
        let word = &late.word;
        errors.at(word.span(), format!("{reason}: leave out `{word}(..)`"));
    }
}

/// Of the items of a stream, only the first error is one of its kind.
fn check_is_single(args: &Args, item: &Item, errors: &mut Errors) {
    if !matches!(item.shape, Shape::Stream(_)) || args.current {
        return;
    }
    for late in args.late.iter().filter(|late| late.moment != Moment::Err) {
        let word = &late.word;
        let message = format!("a stream gives many values, and `{word}(..)` is for one");
        errors.at(word.span(), message);
    }
}

/// A function that never returns has nothing to look at.
fn check_returns(late: &[crate::args::Late], rules: &ErrorRules, item: &Item, errors: &mut Errors) {
    if !item.is_never() {
        return;
    }
    for late in late {
        let word = &late.word;
        let message = format!("this function never returns: leave out `{word}(..)`");
        errors.at(word.span(), message);
    }
    let asked = [
        rules.expected.as_ref().map(|expected| expected.word.span()),
        rules.error_type.as_ref().map(|rule| rule.word.span()),
        rules.none,
    ];
    for word in asked.into_iter().flatten() {
        errors.at(word, "this function never returns: leave out `err(..)`");
    }
}

/// What one call records, it records once; a success and an error are not the same call.
fn check_late_keys(args: &Args, errors: &mut Errors) {
    let returned: Vec<&str> = args
        .late
        .iter()
        .filter(|late| late.moment == Moment::Return)
        .flat_map(|late| late.fields.iter().filter_map(|field| field.key.text()))
        .collect();
    for late in &args.late {
        super::check_duplicate_keys(&late.fields, errors);
        if late.moment == Moment::Return {
            continue;
        }
        for field in &late.fields {
            if let Some(text) = field.key.text().filter(|text| returned.contains(text)) {
                let message = format!(
                    "the attribute `{text}` is recorded twice: here and in `on_return(..)`"
                );
                errors.at(field.key.span(), message);
            }
        }
    }
}
