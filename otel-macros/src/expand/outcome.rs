//! The closure that looks at what the function returned.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::spanned::Spanned;
use syn::{Ident, Pat};

use super::start::patterns;
use super::{hygienic, hygienic_at, record};
use crate::args::{ErrorText, ErrorType, Expected, Moment};
use crate::expression::operand;
use crate::fields::Render;
use crate::item::Shape;
use crate::plan::{Failure, LateRecords, Outcome, Plan};

/// `|__otel_out, __otel_span| ..`
pub(crate) fn outcome(plan: &Plan) -> TokenStream {
    let statements = statements(plan);
    if statements.is_empty() {
        return hygienic!(|_, _| {});
    }
    let Some(word) = first_word(&plan.outcome) else {
        return hygienic!(|__otel_out, __otel_span| { #statements });
    };
    // The names of a pattern are bound where the function keeps its own signature.
    let bound = match plan.item.shape {
        Shape::Future(_, Some(_)) => TokenStream::new(),
        _ => patterns(plan, &plan.outcome.expressions()),
    };
    // It takes along what it mentions: a future outlives the call. What it cannot take, because the
    // body has it, is an error at the user's word.
    hygienic_at!(word=> move |__otel_out, __otel_span| { #bound #statements })
}

/// The first word that brings expressions of the user's along.
fn first_word(outcome: &Outcome) -> Option<Span> {
    let late = outcome.late.first().map(|late| late.word.span());
    outcome.classifies().or(late)
}

fn statements(plan: &Plan) -> TokenStream {
    let (runtime, outcome) = (&plan.runtime, &plan.outcome);
    let failure = match outcome.classifies() {
        Some(word) => classified(plan, word),
        None => probed(plan),
    };
    let none = outcome
        .none
        .map(|word| hygienic_at!(word=> #runtime::fail_none(__otel_out, __otel_span);));
    let late = outcome.late.iter().map(|late| late_records(plan, late));
    // The names that the probes bring along are not to be seen by the user's expressions.
    let failure = if none.is_some() || !outcome.late.is_empty() {
        hygienic!({ #failure })
    } else {
        failure
    };
    quote!(#failure #none #(#late)*)
}

fn probed(plan: &Plan) -> TokenStream {
    let runtime = &plan.runtime;
    let Some(fail) = fail(plan) else {
        return TokenStream::new();
    };
    hygienic! {
        use #runtime::probe::*;
        if let ::core::option::Option::Some(__otel_error) = (&&Outcome(__otel_out)).otel_failure() {
            #fail
        }
    }
}

/// What takes down an `error`; its text is the user's wish, or what its type allows.
fn fail(plan: &Plan) -> Option<TokenStream> {
    let runtime = &plan.runtime;
    match plan.outcome.failure {
        Failure::Ignored | Failure::Text(ErrorText::Off, _) => None,
        Failure::Left => Some(hygienic!(#runtime::leave(__otel_error, __otel_span))),
        Failure::Probed => Some(hygienic!((&&&&&Cause(__otel_error)).otel_fail(__otel_span))),
        // A missing Display or Debug is then an error at the user's word.
        Failure::Text(ErrorText::Debug, word) => Some(hygienic_at! {
            word=> #runtime::fail_debug(__otel_error, __otel_span)
        }),
        Failure::Text(_, word) => {
            Some(hygienic_at!(word=> #runtime::fail_display(__otel_error, __otel_span)))
        }
    }
}

/// With `expected = ..` or `type = ..`, whose expressions see the error as `err`.
fn classified(plan: &Plan, word: Span) -> TokenStream {
    let (runtime, outcome) = (&plan.runtime, &plan.outcome);
    // The error has a name of ours too, which the user's expressions cannot shadow.
    let err = Ident::new("err", word);
    let found = hygienic_at!(word=> #runtime::error_of(__otel_out));
    let error_type = outcome
        .error_type
        .as_ref()
        .map(|rule| error_type(plan, rule));
    let fail = fail(plan);
    let fail = hygienic! {
        {
            use #runtime::probe::*;
            #fail
        }
    };
    let decided = match &outcome.expected {
        None => fail,
        Some(expected) => {
            let test = is_expected(plan, expected, &err);
            hygienic!(#test if __otel_expected { #runtime::expect(__otel_error, __otel_span); } else #fail)
        }
    };
    // `err` is there for who wants it, and neither guard nor `type` has to.
    hygienic! {
        if let ::core::option::Option::Some(__otel_error) = #found {
            #[allow(unused_variables)]
            let #err = __otel_error;
            #error_type
            #decided
        }
    }
}

fn error_type(plan: &Plan, rule: &ErrorType) -> TokenStream {
    let (runtime, value) = (&plan.runtime, operand(&rule.value));
    let value = match rule.render {
        Render::Debug => hygienic_at!(rule.value.span()=> &::core::format_args!("{:?}", #value)),
        Render::Display | Render::Typed => hygienic_at!(rule.value.span()=> &#value),
    };
    hygienic_at!(rule.value.span()=> #runtime::error_type(#value, __otel_span);)
}

/// `let __otel_expected = ..`. A capitalised name that is not in scope would match anything, so it
/// has to be a value too.
fn is_expected(plan: &Plan, expected: &Expected, err: &Ident) -> TokenStream {
    let runtime = &plan.runtime;
    let pattern = &expected.pattern;
    let guard = expected.guard.as_ref().map(|guard| quote!(if #guard));
    let value = lone_name(pattern)
        .map(|name| hygienic_at!(name.span()=> if false { #runtime::same_type(#err, &#name); }));
    // The pattern may match every error there is, and then there is no other.
    hygienic! {
        #value
        let __otel_expected = match #err {
            #pattern #guard => true,
            #[allow(unreachable_patterns)]
            _ => false,
        };
    }
}

fn lone_name(pattern: &Pat) -> Option<&Ident> {
    match pattern {
        Pat::Ident(name) if name.subpat.is_none() && name.by_ref.is_none() => Some(&name.ident)
            .filter(|name| {
                name.to_string()
                    .starts_with(|first: char| first.is_uppercase())
            }),
        _ => None,
    }
}

fn late_records(plan: &Plan, late: &LateRecords) -> TokenStream {
    let runtime = &plan.runtime;
    let (name, function) = match late.moment {
        Moment::Ok => ("ok", hygienic!(on_ok)),
        Moment::Err => ("err", hygienic!(on_err)),
        Moment::Return => ("ret", hygienic!(on_return)),
    };
    let word: Span = late.word.span();
    let value = Ident::new(name, word);
    let statements = late.records.iter().map(|one| record::record(plan, one));
    // A constant needs no value. A result that cannot fail is an error at the user's word.
    let out = hygienic_at!(word=> __otel_out);
    hygienic! {
        #runtime::#function(#out, __otel_span, |#[allow(unused_variables)] #value, __otel_attributes| {
            #(#statements)*
        });
    }
}
