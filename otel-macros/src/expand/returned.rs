//! Functions that return a future: the span is that of the future, not of the call.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::asynchronous::{edge, first_poll};
use super::function::{braces, handle, mark_used, mark_used_late, rebind, rebuilt, unchanged};
use super::hygienic;
use super::outcome::outcome;
use super::site::site;
use super::start::Evaluated;
use crate::item::{AsyncTail, ReturnedFuture, erase_impl_trait};
use crate::plan::Plan;

/// The body ends with an async block: that block is wrapped where it stands.
pub(crate) fn in_place(plan: &Plan, future: &ReturnedFuture, tail: &AsyncTail) -> TokenStream {
    let (entry, site, outcome) = (plan.entry(), site(plan), outcome(plan));
    let (keywords, block, handle) = (&tail.keywords, braces(&tail.block), handle(plan));
    let is_async_trait = is_async_trait(plan);
    let edge = match (&future.output, is_async_trait) {
        (Some(output), false) => edge(Some(output)),
        _ => TokenStream::new(),
    };
    let Some(evaluated) = Evaluated::new(plan) else {
        let wrapped =
            hygienic!(#entry::future(#site, #keywords { #edge #handle #block }, #outcome));
        return unchanged(plan, tail.replace(wrapped));
    };
    if is_async_trait {
        // Its async block owns the arguments, so they can be looked at when it is first polled.
        let first_poll = first_poll(plan, &evaluated);
        let wrapped = hygienic! {
            #entry::future_with(#site, #keywords { #first_poll #handle #block }, #outcome)
        };
        return unchanged(plan, tail.replace(wrapped));
    }
    let closures = evaluated.closures();
    let prepared = hygienic!(let prepared = #entry::prepare_with(#site, #closures););
    let wrapped = hygienic! {
        #entry::prepared_future(prepared, #keywords { #edge #handle #block }, #outcome)
    };
    let statements = tail.replace(wrapped);
    unchanged(plan, quote!(#prepared #statements))
}

/// Any other body: it makes the future, and what it made is wrapped.
pub(crate) fn around(plan: &Plan, future: &ReturnedFuture) -> TokenStream {
    let (runtime, entry) = (&plan.runtime, plan.entry());
    let (call, outcome) = (call(plan), outcome(plan));
    let given = match &future.output {
        Some(output) => erase_impl_trait(output).into_token_stream(),
        None => hygienic!(_),
    };
    let (prepared, made) = (call.prepared, call.made);
    let wrapped = hygienic!(#entry::prepared_future::<#given, _, _>(#prepared, #made, #outcome));
    let result = if future.boxed {
        hygienic!(#runtime::boxed(#wrapped))
    } else {
        wrapped
    };
    let output = plan.item.signature.output.to_token_stream();
    rebuilt(plan, false, output, result)
}

/// A call that makes what will be polled.
pub(crate) struct Call {
    /// What is known of the span at the call.
    pub(crate) prepared: TokenStream,
    /// The body, which makes the future or the stream.
    pub(crate) made: TokenStream,
}

/// The two halves of a call, in the order in which they are to be evaluated.
pub(crate) fn call(plan: &Plan) -> Call {
    let (runtime, entry, site) = (&plan.runtime, plan.entry(), site(plan));
    let evaluated = Evaluated::new(plan);
    let used = evaluated
        .as_ref()
        .map(|evaluated| mark_used(plan, &evaluated.tokens()));
    let prepared = match &evaluated {
        None => hygienic!(#entry::prepare(#site)),
        Some(evaluated) => {
            let closures = evaluated.closures_ahead(plan);
            hygienic!(#entry::prepare_with(#site, #closures))
        }
    };
    let returned = plan.item.return_type().map(erase_impl_trait);
    let (rebind, body) = (rebind(plan), braces(&plan.item.body));
    let used_late = mark_used_late(plan);
    let made = hygienic!(#runtime::run::<#returned, _>(move || { #rebind #used #used_late #body }));
    Call { prepared, made }
}

/// Whether `#[async_trait]` has written this function.
fn is_async_trait(plan: &Plan) -> bool {
    plan.item
        .signature
        .generics
        .lifetimes()
        .any(|parameter| parameter.lifetime.ident == "async_trait")
}
