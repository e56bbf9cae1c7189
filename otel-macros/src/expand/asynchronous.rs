//! `async fn`: the body in an async block that the runtime's future polls.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::Type;

use super::function::{braces, handle, mark_used, mark_used_late, rebind, rebuilt};
use super::outcome::outcome;
use super::site::site;
use super::start::Evaluated;
use super::{hygienic, hygienic_at};
use crate::item::erase_impl_trait;
use crate::plan::Plan;

/// `fn f(..) -> impl Future`: keeping `async fn` would store every argument twice.
pub(crate) fn rewritten(plan: &Plan) -> TokenStream {
    let returned = match plan.item.return_type() {
        Some(ty) => ty.to_token_stream(),
        None => hygienic!(()),
    };
    // Lints of the whole function point at all from its first token to this one, those of what it
    // returns at what the user wrote.
    let place = end_of_signature(plan);
    let end = quote_spanned!(place=> >);
    let output = hygienic_at!(place=> -> impl ::core::future::Future<Output = #returned #end);
    let future = future(plan);
    rebuilt(plan, false, output, future)
}

/// `async fn` that stays one.
pub(crate) fn kept(plan: &Plan) -> TokenStream {
    let future = future(plan);
    let output = plan.item.signature.output.to_token_stream();
    rebuilt(plan, true, output, hygienic!(#future.await))
}

fn end_of_signature(plan: &Plan) -> Span {
    let signature = &plan.item.signature;
    let output = signature.output.to_token_stream().into_iter().last();
    output.map_or(signature.paren_token.span.close(), |token| token.span())
}

fn future(plan: &Plan) -> TokenStream {
    let (entry, site) = (plan.entry(), site(plan));
    let evaluated = Evaluated::new(plan);
    let constructor = match evaluated {
        None => hygienic!(future),
        Some(_) => hygienic!(future_with),
    };
    let rebind = rebind(plan);
    // What is borrowed before it is bound again is not stored a second time.
    let bound = match &evaluated {
        None => rebind,
        Some(evaluated) => {
            let first_poll = first_poll(plan, evaluated);
            if evaluated.needs_no_pattern(plan) {
                let used = mark_used(plan, &evaluated.tokens());
                quote!(#first_poll #rebind #used)
            } else {
                quote!(#rebind #first_poll)
            }
        }
    };
    let (edge, used) = (edge(plan.item.return_type()), mark_used_late(plan));
    let (handle, outcome, body) = (handle(plan), outcome(plan), braces(&plan.item.body));
    hygienic! {
        #entry::#constructor(
            #site,
            async move { #edge #bound #used #handle #body },
            #outcome,
        )
    }
}

/// The statement that starts the span, where the arguments are at hand.
pub(crate) fn first_poll(plan: &Plan, evaluated: &Evaluated) -> TokenStream {
    let (entry, closures) = (plan.entry(), evaluated.closures());
    hygienic!(#entry::first_poll(#closures);)
}

/// A way out that is never taken and tells rustc, ahead of the body, what the block returns.
///
/// Without it a coercion to the return type would have to be written out in the body.
pub(crate) fn edge(returned: Option<&Type>) -> TokenStream {
    let returned = match returned.map(erase_impl_trait) {
        None | Some(Type::Never(_) | Type::Verbatim(_)) => return TokenStream::new(),
        Some(ty) => ty.into_token_stream(),
    };
    hygienic! {
        if let ::core::option::Option::Some(never) = ::core::option::Option::None::<#returned> {
            return never;
        }
    }
}
