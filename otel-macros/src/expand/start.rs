//! What is evaluated when the span starts: two closures that borrow the arguments.

use proc_macro2::TokenStream;
use quote::quote;
use syn::spanned::Spanned;
use syn::{Expr, Ident};

use super::{hygienic, hygienic_at, record};
use crate::expression::{mentions, operand};
use crate::plan::Plan;

/// The expressions of the attribute, ready to be handed to the runtime.
pub(crate) struct Evaluated {
    setup: TokenStream,
    attributes: TokenStream,
}

impl Evaluated {
    /// `None` when there is nothing to evaluate.
    pub(crate) fn new(plan: &Plan) -> Option<Self> {
        if plan.setup.is_empty() && plan.records.is_empty() {
            return None;
        }
        Some(Self {
            setup: setup(plan),
            attributes: plan
                .records
                .iter()
                .map(|one| record::record(plan, one))
                .collect(),
        })
    }

    /// All expressions together, to see what they mention.
    pub(crate) fn tokens(&self) -> TokenStream {
        let Self { setup, attributes } = self;
        quote!(#setup #attributes)
    }

    /// Whether every argument that is mentioned has a name in the signature.
    pub(crate) fn needs_no_pattern(&self, plan: &Plan) -> bool {
        patterns(plan, &self.tokens()).is_empty()
    }

    /// The closures where the arguments are bound by the names the user gave them.
    pub(crate) fn closures(&self) -> TokenStream {
        let setup = closure(hygienic!(start), &self.setup, TokenStream::new());
        let attributes = closure(hygienic!(attributes), &self.attributes, TokenStream::new());
        quote!(#setup, #attributes)
    }

    /// The closures ahead of the body, where the names in a pattern are not bound yet.
    pub(crate) fn closures_ahead(&self, plan: &Plan) -> TokenStream {
        let setup = closure(hygienic!(start), &self.setup, patterns(plan, &self.setup));
        let attributes = closure(
            hygienic!(attributes),
            &self.attributes,
            patterns(plan, &self.attributes),
        );
        quote!(#setup, #attributes)
    }
}

fn closure(parameter: TokenStream, statements: &TokenStream, patterns: TokenStream) -> TokenStream {
    if statements.is_empty() {
        return hygienic!(|_| {});
    }
    hygienic!(|#parameter| { #patterns #statements })
}

/// Borrows the patterns whose names the statements mention.
pub(super) fn patterns(plan: &Plan, statements: &TokenStream) -> TokenStream {
    plan.item
        .arguments
        .iter()
        .filter(|argument| {
            argument
                .names
                .iter()
                .any(|name| mentions(statements, &name.to_string()))
        })
        .map(|argument| argument.borrow_pattern())
        .collect()
}

fn setup(plan: &Plan) -> TokenStream {
    let setup = &plan.setup;
    let when = setup
        .when
        .as_ref()
        .map(|when| hygienic_at!(when.span()=> if !start.when(#when) { return; }));
    let name = setup.name.as_ref().map(|name| {
        let value = operand(name);
        hygienic_at!(name.span()=> start.name(&#value);)
    });
    let parent = setup
        .parent
        .as_ref()
        .map(|parent| match argument(plan, parent) {
            Some(name) => tell(plan, name, hygienic!(ParentOf)),
            None => hygienic_at!(parent.span()=> start.parent(#parent);),
        });
    let links = setup.links.iter().map(|link| match argument(plan, link) {
        Some(name) => tell(plan, name, hygienic!(LinksOf)),
        None => hygienic_at!(link.span()=> start.link(#link);),
    });
    quote!(#when #name #parent #(#links)*)
}

/// The argument that the expression is, and no more than that.
fn argument<'a>(plan: &Plan, expression: &'a Expr) -> Option<&'a Ident> {
    let Expr::Path(path) = expression else {
        return None;
    };
    let name = path.path.get_ident()?;
    let mut arguments = plan.item.arguments.iter();
    arguments
        .any(|argument| argument.names.contains(name))
        .then_some(name)
}

/// Tells the start of an argument, without taking it from the body.
fn tell(plan: &Plan, name: &Ident, probe: TokenStream) -> TokenStream {
    let runtime = &plan.runtime;
    let call = hygienic_at!(name.span()=> (&&&#probe(&#name)).otel_tell(start););
    hygienic! {
        {
            use #runtime::argument::*;
            #call
        }
    }
}
