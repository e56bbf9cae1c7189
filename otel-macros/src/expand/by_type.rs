//! Functions that return a type with a name of its own: rustc is asked what it stands for.

use proc_macro2::TokenStream;
use quote::ToTokens;

use super::function::{braces, mark_used, mark_used_late, rebind, rebuilt};
use super::hygienic;
use super::outcome::outcome;
use super::site::site;
use super::start::Evaluated;
use crate::item::erase_impl_trait;
use crate::plan::Plan;

/// A span of the polls around a boxed future or stream, and of the call around anything else.
pub(crate) fn around(plan: &Plan) -> TokenStream {
    let (runtime, site, outcome) = (&plan.runtime, site(plan), outcome(plan));
    let returned = plan.item.return_type().map(erase_impl_trait);
    let evaluated = Evaluated::new(plan);
    let used = evaluated
        .as_ref()
        .map(|evaluated| mark_used(plan, &evaluated.tokens()));
    let start = match &evaluated {
        None => hygienic!(otel_start(#site)),
        Some(evaluated) => {
            let closures = evaluated.closures_ahead(plan);
            hygienic!(otel_start_with(#site, #closures))
        }
    };
    let used_late = mark_used_late(plan);
    let (rebind, body) = (rebind(plan), braces(&plan.item.body));
    // What this brings into scope ends with it, ahead of the user's body.
    let form = hygienic! {
        {
            use #runtime::by_type::via::*;
            (&&#runtime::by_type::Returned::<#returned>::new()).otel_form()
        }
    };
    let call = hygienic! {
        #runtime::run(|| #form).#start.otel_call(move || { #rebind #used #used_late #body }, #outcome)
    };
    let output = plan.item.signature.output.to_token_stream();
    rebuilt(plan, false, output, call)
}
