//! Rewrites the calls in a body that start tasks, so that the tasks carry the Context.
//!
//! Which calls these are is for the compiler to say, by type: a call that only looks like one gets
//! its argument as it is. What is not expected to be one by its syntax is not touched at all.

mod argument;
mod call;
mod method;
mod pool;
mod visit;

use proc_macro2::{Group, TokenStream, TokenTree};
use quote::quote;
use syn::parse::Parser;
use syn::{Block, Safety};

use crate::args::Spawn;
use crate::expand::hygienic;
use crate::item::{Item, same_braces};
use visit::Rewrite;

/// The function with its body rewritten; as it was where there is nothing to rewrite, or where the
/// body does not parse.
pub(crate) fn carried(item: Item, spawn: Spawn, runtime: &TokenStream) -> Item {
    let how = match spawn {
        Spawn::Off => return item,
        Spawn::Follow => hygienic!(follow),
        Spawn::Link => hygienic!(link),
    };
    if !starts_tasks(&item.body.stream()) {
        return item;
    }
    let Ok(statements) = Block::parse_within.parse2(item.body.stream()) else {
        return item;
    };
    let is_unsafe = matches!(item.signature.safety, Safety::Unsafe(_));
    let mut rewrite = Rewrite::new(runtime, how, item.argument_names(), is_unsafe);
    let statements = rewrite.body(statements);
    let body: Group = same_braces(&item.body, quote!(#(#statements)*));
    item.with_body(body)
}

/// Whether the body holds a word that such a call is made with; most bodies do not, and are not
/// parsed.
fn starts_tasks(tokens: &TokenStream) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => {
            let word = ident.to_string();
            word.starts_with("spawn") || word == "rayon"
        }
        TokenTree::Group(group) => starts_tasks(&group.stream()),
        _ => false,
    })
}
