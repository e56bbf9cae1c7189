//! The arguments of a function, and how each is bound again inside the wrapped body.

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, Ident, Pat, PatIdent, PatType};

use super::attributes::{allow_what_is_expected, conditions, is_expectation};
use crate::expression::mentions;

/// An argument other than `self`.
///
/// Rustc drops arguments in an order that a closure does not keep: each is bound again, in the
/// order of declaration and a pattern after its own value, which is how rustc lowers them itself.
pub(crate) struct Argument {
    declared: PatType,
    /// The name in the new signature: the user's own, or one for a pattern.
    name: Ident,
    /// The names that the pattern binds.
    pub(crate) names: Vec<Ident>,
    /// Whether one of them is a `ref mut`.
    by_mut_reference: bool,
    /// Whether an argument before it has the same name, from another macro.
    is_namesake: bool,
}

impl Argument {
    pub(crate) fn new(declared: &PatType, earlier: &[Self]) -> Self {
        let position = earlier.len();
        let name = simple_name(&declared.pat).cloned().unwrap_or_else(|| {
            let span = Span::mixed_site().located_at(declared.pat.span());
            format_ident!("__arg{position}", span = span)
        });
        let mut bindings = Bindings::default();
        bindings.visit_pat_mut(&mut declared.pat.clone());
        let text = name.to_string();
        let is_namesake = earlier.iter().any(|argument| argument.name == text);
        Self {
            declared: declared.clone(),
            is_namesake,
            name,
            names: bindings.names,
            by_mut_reference: bindings.by_mut_reference,
        }
    }

    /// `name: Type`, without the pattern and without the lints that only the binding can meet.
    pub(crate) fn in_signature(&self, mentioned: &TokenStream) -> TokenStream {
        let attributes = super::without_expectations(&self.declared.attrs);
        let name = self.outer_name(mentioned);
        let (colon, ty) = (&self.declared.colon_token, &self.declared.ty);
        quote!(#(#attributes)* #name #colon #ty)
    }

    /// The name ahead of the binding: out of reach, so that no lint takes it for a name of the
    /// user's, unless what is evaluated there has `mentioned` it.
    fn outer_name(&self, mentioned: &TokenStream) -> Ident {
        let mut name = self.name.clone();
        if !self.is_namesake && !self.is_mentioned(mentioned) {
            name.set_span(Span::mixed_site().located_at(name.span()));
        }
        name
    }

    /// Whether the tokens mention one of its names.
    pub(crate) fn is_mentioned(&self, tokens: &TokenStream) -> bool {
        !tokens.is_empty()
            && self
                .names
                .iter()
                .any(|name| mentions(tokens, &name.to_string()))
    }

    /// Whether it has an `#[expect(..)]`.
    pub(crate) fn has_expectations(&self) -> bool {
        self.declared.attrs.iter().any(is_expectation)
    }

    /// The statements that bind it again where the body runs.
    ///
    /// What is expected of an argument that nobody uses is not met by one that is `used` for the
    /// span: it is allowed instead.
    pub(crate) fn rebind(
        &self,
        mentioned: &TokenStream,
        used: bool,
        is_async: bool,
    ) -> TokenStream {
        let mut attributes = self.declared.attrs.clone();
        if used {
            attributes.iter_mut().for_each(allow_what_is_expected);
        }
        let pattern = &self.declared.pat;
        // Lints of a binding point at its statement.
        let place = Span::mixed_site().located_at(pattern.span());
        if simple_name(pattern).is_some() {
            let name = self.outer_name(mentioned);
            let unlike_a_local = self.is_unlike_a_local(is_async);
            let quiet = self
                .is_mentioned(mentioned)
                .then(|| allow_binding_again(&name, unlike_a_local));
            let attributes = quote!(#quiet #(#attributes)*);
            return if unlike_a_local {
                quote_spanned!(place=> #attributes let (#pattern,) = (#name,);)
            } else {
                quote_spanned!(place=> #attributes let #pattern = #name;)
            };
        }
        let (name, conditions) = (&self.name, self.conditions());
        let mutable = self.by_mut_reference.then(|| quote!(mut));
        quote_spanned! {
            place=>
            #(#conditions)* let #mutable #name = #name;
            #(#attributes)* let #pattern = #name;
        }
    }

    /// Whether clippy would say of a local of that name what it does not say of an argument: that an
    /// underscored one has no effect, that a collection is only written to. It does not look into
    /// a tuple.
    fn is_unlike_a_local(&self, is_async: bool) -> bool {
        let mutable =
            matches!(&*self.declared.pat, Pat::Ident(pattern) if pattern.mutability.is_some());
        is_underscored(&self.name) || (mutable && !is_async)
    }

    /// Counts `name` as used: what the span records is used, whatever the body does.
    ///
    /// It is not borrowed, for what is borrowed once is stored across every await.
    pub(crate) fn mark_used(&self, name: &Ident) -> TokenStream {
        let (conditions, quiet) = (self.conditions(), allow_underscored(name));
        quote!(#(#conditions)* #quiet let _ = #name;)
    }

    /// For a pattern, the statements that bind its names by reference, ahead of the body.
    pub(crate) fn borrow_pattern(&self) -> TokenStream {
        if simple_name(&self.declared.pat).is_some() || self.names.is_empty() {
            return TokenStream::new();
        }
        let mut pattern = self.declared.pat.clone();
        ByReference.visit_pat_mut(&mut pattern);
        let conditions = self.conditions();
        let (name, names) = (&self.name, &self.names);
        quote! {
            #(#conditions)* #[allow(clippy::pattern_type_mismatch)] let #pattern = &#name;
            #(#conditions)* let _ = (#(&#names,)*);
        }
    }

    /// The `cfg`s under which the argument exists.
    pub(crate) fn conditions(&self) -> Vec<&Attribute> {
        conditions(&self.declared.attrs)
    }
}

/// The name of an argument that binds nothing but itself.
fn simple_name(pattern: &Pat) -> Option<&Ident> {
    match pattern {
        Pat::Ident(PatIdent {
            by_ref: None,
            subpat: None,
            ident,
            ..
        }) => Some(ident),
        _ => None,
    }
}

/// What clippy would hold against the user for an argument that is bound again by its own name.
fn allow_binding_again(name: &Ident, in_a_tuple: bool) -> TokenStream {
    let shadowing = if in_a_tuple {
        quote!(shadow_reuse)
    } else {
        quote!(shadow_same)
    };
    let underscored = is_underscored(name).then(|| quote!(, clippy::used_underscore_binding));
    quote!(#[allow(clippy::#shadowing #underscored)])
}

/// What clippy would hold against the user where an argument is recorded because all are.
pub(crate) fn allow_underscored(name: &Ident) -> Option<TokenStream> {
    is_underscored(name).then(|| quote!(#[allow(clippy::used_underscore_binding)]))
}

fn is_underscored(name: &Ident) -> bool {
    name.to_string().starts_with('_')
}

/// Collects the names that a pattern binds.
#[derive(Default)]
struct Bindings {
    names: Vec<Ident>,
    by_mut_reference: bool,
}

impl VisitMut for Bindings {
    fn visit_pat_ident_mut(&mut self, node: &mut PatIdent) {
        // A capitalised name is a unit struct or a constant, which binds nothing.
        let text = node.ident.to_string();
        let constant = text.chars().next().is_some_and(char::is_uppercase) && node.subpat.is_none();
        if !constant {
            self.names.push(node.ident.clone());
        }
        self.by_mut_reference |= node.by_ref.is_some() && node.mutability.is_some();
        visit_mut::visit_pat_ident_mut(self, node);
    }
}

/// Turns a pattern of values into one of references, which the default binding modes complete.
struct ByReference;

impl VisitMut for ByReference {
    fn visit_pat_mut(&mut self, node: &mut Pat) {
        while let Pat::Reference(reference) = node {
            *node = (*reference.pat).clone();
        }
        visit_mut::visit_pat_mut(self, node);
    }

    fn visit_pat_ident_mut(&mut self, node: &mut PatIdent) {
        node.by_ref = None;
        node.mutability = None;
        visit_mut::visit_pat_ident_mut(self, node);
    }
}
