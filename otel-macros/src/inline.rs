//! `span!`, `event!` and `set_attrs!`: the grammar of the attribute inside a function.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::args::{Args, Grammar};
use crate::errors::Errors;
use crate::expand::{inline, no_value};
use crate::item::Item;
use crate::plan::Plan;

pub(crate) const SPAN: Grammar = Grammar {
    macro_name: "span",
    named: true,
    keys: &[
        "kind", "mask", "parent", "root", "links", "when", "scope", "panic", "crate",
    ],
};

pub(crate) const EVENT: Grammar = Grammar {
    macro_name: "event",
    named: true,
    keys: &["mask", "crate"],
};

pub(crate) const SET_ATTRS: Grammar = Grammar {
    macro_name: "set_attrs",
    named: false,
    keys: &["mask", "crate"],
};

/// Parse, check, write; on any mistake all of them, and a value of the right type.
pub(crate) fn expand(tokens: TokenStream, grammar: &Grammar) -> TokenStream {
    let mut errors = Errors::new();
    let args = Args::parse_inline(tokens, grammar, &mut errors);
    // The place of the macro is planned as a function without arguments and body.
    let word = Ident::new(grammar.macro_name, Span::call_site());
    let Some(item) = Item::parse(quote!(fn #word() {}), &mut errors) else {
        return errors.finish().unwrap_or_default();
    };
    let plan = Plan::new(args, item, &mut errors);
    match errors.finish() {
        None => inline(&plan, grammar),
        Some(errors) => {
            let value = no_value(&plan, grammar);
            quote!({ #errors #value })
        }
    }
}
