//! Functions that are not async: the body in a closure, or under a guard.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::function::{braces, handle, mark_used, mark_used_late, rebind, rebuilt, unchanged};
use super::hygienic;
use super::outcome::outcome;
use super::site::site;
use super::start::Evaluated;
use crate::item::erase_impl_trait;
use crate::plan::Plan;

/// The body in a closure between start and end.
pub(crate) fn wrapped(plan: &Plan) -> TokenStream {
    let entry = plan.entry();
    let evaluated = Evaluated::new(plan);
    let closures = evaluated
        .as_ref()
        .map(|evaluated| evaluated.closures_ahead(plan));
    let start = start(plan, closures);
    let returned = match plan.item.return_type() {
        Some(ty) => erase_impl_trait(ty).into_token_stream(),
        None => hygienic!(()),
    };
    let rebind = rebind(plan);
    let used = evaluated.map(|evaluated| mark_used(plan, &evaluated.tokens()));
    let used_late = mark_used_late(plan);
    let (handle, outcome, body) = (handle(plan), outcome(plan), braces(&plan.item.body));
    let output = plan.item.signature.output.to_token_stream();
    let call = hygienic! {
        #entry::call::<#returned, _, _>(
            #start,
            move || { #rebind #used #used_late #handle #body },
            #outcome,
        )
    };
    rebuilt(plan, false, output, call)
}

/// The body as it is, with a guard in front that ends the span.
pub(crate) fn guarded(plan: &Plan) -> TokenStream {
    let closures = Evaluated::new(plan).map(|evaluated| evaluated.closures());
    let (start, handle, body) = (start(plan, closures), handle(plan), braces(&plan.item.body));
    unchanged(plan, hygienic!(let _span = #start; #handle #body))
}

fn start(plan: &Plan, closures: Option<TokenStream>) -> TokenStream {
    let (entry, site) = (plan.entry(), site(plan));
    match closures {
        None => hygienic!(#entry::start(#site)),
        Some(closures) => {
            let tokens = quote!(#site, #closures);
            hygienic!(#entry::start_with(#tokens))
        }
    }
}
