//! Functions that return a stream: the span is that of the stream, not of the call.

use proc_macro2::TokenStream;
use quote::ToTokens;

use super::function::rebuilt;
use super::hygienic;
use super::outcome::outcome;
use super::returned::call;
use crate::item::{ReturnedStream, erase_impl_trait};
use crate::plan::Plan;

/// The body makes the stream, and what it made is wrapped.
pub(crate) fn around(plan: &Plan, stream: &ReturnedStream) -> TokenStream {
    let (runtime, call, outcome) = (&plan.runtime, call(plan), outcome(plan));
    let item = erase_impl_trait(&stream.item);
    let (prepared, made) = (call.prepared, call.made);
    let wrapped = hygienic!(#runtime::prepared_stream::<#item, _, _>(#prepared, #made, #outcome));
    let output = plan.item.signature.output.to_token_stream();
    rebuilt(plan, false, output, wrapped)
}
