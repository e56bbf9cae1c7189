//! `span!`, `event!` and `set_attrs!`: one call with a call site and two closures.

use proc_macro2::TokenStream;
use quote::quote;

use super::hygienic;
use super::site::site;
use super::start::Evaluated;
use crate::args::Grammar;
use crate::plan::Plan;

/// The call into the runtime.
pub(crate) fn inline(plan: &Plan, grammar: &Grammar) -> TokenStream {
    let (runtime, site) = (&plan.runtime, site(plan));
    let function = match grammar.macro_name {
        "span" => hygienic!(new_span),
        "event" => hygienic!(event),
        _ => hygienic!(set_attrs),
    };
    let closures = match Evaluated::new(plan) {
        Some(evaluated) => evaluated.closures(),
        None => hygienic!(|_| {}, |_| {}),
    };
    let arguments = quote!(#site, #closures);
    hygienic!(#runtime::#function(#arguments))
}

/// What the macro evaluates to where it is written wrong.
pub(crate) fn no_value(plan: &Plan, grammar: &Grammar) -> TokenStream {
    let runtime = &plan.runtime;
    match grammar.macro_name {
        "span" => hygienic!(#runtime::no_span()),
        _ => hygienic!(()),
    }
}
