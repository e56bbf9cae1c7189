//! The call site: a static with all that is the same for every call.

use proc_macro2::TokenStream;
use quote::quote_spanned;

use super::hygienic;
use crate::args::Kind;
use crate::plan::Plan;

/// A block that holds the static and gives a reference to it.
pub(crate) fn site(plan: &Plan) -> TokenStream {
    let runtime = &plan.runtime;
    let site = &plan.site;
    let name = &site.name;
    let kind = match site.kind {
        Kind::Internal => hygienic!(Internal),
        Kind::Server => hygienic!(Server),
        Kind::Client => hygienic!(Client),
        Kind::Producer => hygienic!(Producer),
        Kind::Consumer => hygienic!(Consumer),
    };
    // The line of the function's name, not that of the attribute.
    let line = quote_spanned!(plan.item.signature.ident.span()=> ::core::line!());
    let scope = site.scope.as_ref().map(|scope| hygienic!(.scope(#scope)));
    let ok = site.ok.then(|| hygienic!(.ok()));
    let ignore_panics = site.ignore_panics.then(|| hygienic!(.ignore_panics()));
    let root = site.root.then(|| hygienic!(.root()));
    let names_parent = site.names_parent.then(|| hygienic!(.names_parent()));
    // Clippy would take `&SITE` for no effect, and say that the function should be `#[must_use]`.
    hygienic! {
        {
            static SITE: #runtime::CallSite = #runtime::CallSite::new(
                #name,
                #runtime::Kind::#kind,
                ::core::option_env!("CARGO_PKG_NAME"),
                ::core::option_env!("CARGO_PKG_VERSION"),
                ::core::module_path!(),
                ::core::file!(),
                #line,
            )#scope #ok #ignore_panics #root #names_parent;
            SITE.get()
        }
    }
}
