//! The function around the new body: attributes, visibility and every piece of the signature.

use proc_macro2::{Group, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{FnArg, Ident, Lifetime};

use super::hygienic;
use super::start::Evaluated;
use crate::expression::mentions;
use crate::item::{Argument, Shape, same_braces};
use crate::plan::Plan;

/// The function with its signature as written.
pub(crate) fn unchanged(plan: &Plan, statements: TokenStream) -> TokenStream {
    let item = &plan.item;
    let body = same_braces(&item.body, statements);
    let (attributes, hoisted) = (&item.attributes, &item.hoisted);
    let (visibility, signature) = (&item.visibility, &item.signature);
    quote!(#(#attributes)* #hoisted #visibility #signature #body)
}

/// The function with a name for every argument, and perhaps another return type.
pub(crate) fn rebuilt(
    plan: &Plan,
    keep_async: bool,
    output: TokenStream,
    statements: TokenStream,
) -> TokenStream {
    let item = &plan.item;
    let body = same_braces(&item.body, statements);
    let signature = &item.signature;
    let (attributes, hoisted) = (&item.attributes, &item.hoisted);
    let asyncness = signature.asyncness.filter(|_| keep_async);
    let (visibility, safety, abi) = (&item.visibility, &signature.safety, &signature.abi);
    let (fn_token, name) = (&signature.fn_token, &signature.ident);
    let (generics, conditions) = (&signature.generics, &signature.generics.where_clause);
    let mut arguments = TokenStream::new();
    signature
        .paren_token
        .surround(&mut arguments, |tokens| inputs(plan, tokens));
    quote! {
        #(#attributes)* #hoisted
        #visibility #asyncness #safety #abi #fn_token #name #generics #arguments #output #conditions
        #body
    }
}

fn inputs(plan: &Plan, tokens: &mut TokenStream) {
    let mentioned = mentioned_ahead(plan);
    let mut named = plan.item.arguments.iter();
    for pair in plan.item.signature.inputs.pairs() {
        match pair.value() {
            FnArg::Receiver(receiver) => receiver.to_tokens(tokens),
            FnArg::Typed(_) => {
                if let Some(argument) = named.next() {
                    argument.in_signature(&mentioned).to_tokens(tokens);
                }
            }
        }
        pair.punct().to_tokens(tokens);
    }
}

/// The statements that bind every argument again, in order, and take `self` along whole.
pub(crate) fn rebind(plan: &Plan) -> TokenStream {
    let receiver = plan.item.receiver.as_ref().map(|receiver| {
        let token = &receiver.self_token;
        match receiver.kind {
            // A reference has nothing to drop, so it does not matter when it is dropped.
            syn::ReceiverKind::Reference(..) => TokenStream::new(),
            _ => hygienic!(let _ = &#token;),
        }
    });
    let (mentioned, is_async) = (mentioned_ahead(plan), is_async(plan));
    let arguments = plan.item.arguments.iter().map(|argument| {
        let used = argument.has_expectations() && is_recorded(plan, argument);
        argument.rebind(&mentioned, used, is_async)
    });
    quote!(#receiver #(#arguments)*)
}

/// What names arguments outside of the place where they are bound again.
fn mentioned_ahead(plan: &Plan) -> TokenStream {
    let evaluated = Evaluated::new(plan)
        .filter(|evaluated| !is_async(plan) || evaluated.needs_no_pattern(plan))
        .map(|evaluated| evaluated.tokens());
    let late = plan.outcome.expressions();
    quote!(#evaluated #late)
}

/// Whether the arguments are bound again in an async block, as rustc does it for an `async fn`.
fn is_async(plan: &Plan) -> bool {
    matches!(plan.item.shape, Shape::Async | Shape::KeptAsync)
}

/// Whether what the span records makes use of the argument.
fn is_recorded(plan: &Plan, argument: &Argument) -> bool {
    Evaluated::new(plan).is_some_and(|evaluated| argument.is_mentioned(&evaluated.tokens()))
}

/// Marks the arguments that `evaluated` mentions as used: recording one is a use of it.
pub(crate) fn mark_used(plan: &Plan, evaluated: &TokenStream) -> TokenStream {
    let mut statements = TokenStream::new();
    for argument in &plan.item.arguments {
        for name in &argument.names {
            if mentions(evaluated, &name.to_string()) {
                statements.extend(argument.mark_used(name));
            }
        }
    }
    statements
}

/// The same for what is evaluated when the function has returned.
pub(crate) fn mark_used_late(plan: &Plan) -> TokenStream {
    mark_used(plan, &plan.outcome.expressions())
}

/// The user's own brace group, which keeps the edition and so the drop order of its tail.
///
/// The label is there because a bare block around a single expression would warn `unused_braces`.
/// A block begins at its label, so the label too carries the user's edition.
pub(crate) fn braces(group: &Group) -> TokenStream {
    let mut name = "'_body".to_owned();
    // Labels that carry the user's edition carry the user's scope, too.
    while mentions(&group.stream(), &name[1..]) {
        name.push('_');
    }
    let label = Lifetime::new(&name, group.span_open());
    quote_spanned!(group.span_open()=> #label: #group)
}

/// `let handle = ..` for `span = handle`.
pub(crate) fn handle(plan: &Plan) -> TokenStream {
    let runtime = &plan.runtime;
    let bind = |handle: &Ident| hygienic!(let #handle = #runtime::current_span(););
    plan.handle.as_ref().map(bind).unwrap_or_default()
}
