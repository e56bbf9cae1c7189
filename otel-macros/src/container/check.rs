//! Checks the attribute of a block: its mistakes are reported once, not for every function.

use quote::ToTokens;
use syn::Expr;

use super::inherit::recorded_keys;
use super::scope::{Function, Scope};
use crate::args::Recorded;
use crate::errors::Errors;
use crate::expression::mentions;
use crate::plan::check_attribute;
use crate::suggest::did_you_mean;

/// What can be checked before the functions have inherited anything.
pub(super) fn check_scope(scope: &Scope, errors: &mut Errors) {
    check_attribute(&scope.args, errors);
    check_single(scope, errors);
    check_arguments(scope, errors);
    check_receiver(scope, errors);
}

/// A block has many functions, so what can only be one function's is a mistake.
fn check_single(scope: &Scope, errors: &mut Errors) {
    let keyword = scope.keyword;
    let name = scope.args.name.as_ref().map(|name| ("name", name.key));
    let span = scope.args.span.as_ref().map(|span| ("span", span.key));
    for (key, word) in name.into_iter().chain(span) {
        errors.at(
            word,
            format!("`{key}` is for one function and not for a whole `{keyword}`"),
        );
    }
}

/// An argument is one of at least one function.
fn check_arguments(scope: &Scope, errors: &mut Errors) {
    let named = match &scope.args.args {
        Some(Recorded::Named(names)) => names.as_slice(),
        _ => &[],
    };
    let named = named
        .iter()
        .map(|name| (name.to_string(), name.to_token_stream()));
    let short = scope
        .args
        .attrs
        .iter()
        .filter_map(|field| Some((field.argument()?, field.value.to_token_stream())));
    for (name, word) in named.chain(short) {
        if !scope.arguments.contains(&name) {
            let hint = did_you_mean(&name, scope.arguments.iter().map(String::as_str));
            let keyword = scope.keyword;
            errors.add(syn::Error::new_spanned(
                word,
                format!("no function in this `{keyword}` has an argument `{name}`{hint}"),
            ));
        }
    }
}

/// `self` is there in at least one function.
fn check_receiver(scope: &Scope, errors: &mut Errors) {
    if scope.has_receiver {
        return;
    }
    let args = &scope.args;
    let late = args.late.iter().flat_map(|late| &late.fields);
    let values = args.attrs.iter().chain(late).map(|field| &field.value);
    let parent = args.parent.as_ref().map(|parent| &parent.value);
    let expressions = values.chain(parent).chain(&args.when).chain(&args.links);
    let of_self = |expression: &&Expr| mentions(&expression.to_token_stream(), "self");
    for expression in expressions.filter(of_self) {
        let keyword = scope.keyword;
        errors.add(syn::Error::new_spanned(
            expression,
            format!("no function in this `{keyword}` has `self`"),
        ));
    }
}

/// A mask is for an argument or a recorded key of at least one function.
pub(super) fn check_masks<'a>(
    scope: &Scope,
    functions: impl Iterator<Item = &'a Function>,
    errors: &mut Errors,
) {
    if scope.args.mask.is_empty() {
        return;
    }
    let mut known = scope.arguments.clone();
    known.extend(recorded_keys(&scope.args));
    known.extend(functions.flat_map(|function| recorded_keys(&function.args)));
    for entry in &scope.args.mask {
        let name = &entry.name;
        if !known.contains(name) {
            let hint = did_you_mean(name, known.iter().map(String::as_str));
            let keyword = scope.keyword;
            errors.at(
                entry.span,
                format!(
                    "`{name}` is neither an argument nor a recorded key of a function in this \
                     `{keyword}`{hint}"
                ),
            );
        }
    }
}
